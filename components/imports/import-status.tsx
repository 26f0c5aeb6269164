"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { buttonClass, cx } from "@/components/ui";
import { useView } from "@/components/view";
import type { Import } from "@/lib/api/contract";
import { activityOf } from "@/lib/upload";
import { recordsOf, sayRecords } from "./import-words";
import { useUploads } from "./upload-store";
import { useImports, useImportWatch } from "./use-imports";

/** What ended, in one sentence for screen readers. */
function sayEnded(ended: readonly Import[]): string {
  return ended
    .map((one) => {
      if (one.state === "failed") return `${one.name} failed: ${one.error?.message ?? "no reason given"}`;
      if (one.state === "cancelled") return `${one.name} was cancelled.`;
      if (one.duplicate_of) return `${one.name} is stored already.`;
      return `${one.name} is imported: ${sayRecords(recordsOf(one))}.`;
    })
    .join(" ");
}

/** Asks before the tab is closed while files are being sent. */
function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}

function Ring({ share }: { share: number | undefined }) {
  const around = 2 * Math.PI * 6;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={cx("-rotate-90 size-4", share === undefined && "animate-spin")}
    >
      <circle cx="8" cy="8" r="6" fill="none" strokeWidth="2" className="stroke-line-strong" />
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        strokeWidth="2"
        strokeDasharray={`${around * (share ?? 0.25)} ${around}`}
        className="stroke-accent"
      />
    </svg>
  );
}

/**
 * What is being uploaded and imported, as a small link for the top bar; nothing while all is at rest. It also keeps
 * every page in step with imports that end, so it stands once in the shell.
 */
export function ImportStatus() {
  const uploads = useUploads();
  const { data } = useImports();
  const { href } = useView();
  const [failed, setFailed] = useState(0);
  const [news, setNews] = useState("");
  useImportWatch((ended) => {
    setFailed((before) => before + ended.filter((one) => one.state === "failed").length);
    setNews(sayEnded(ended));
  });
  const activity = activityOf(uploads, data?.imports ?? []);
  useLeaveWarning(activity.uploading > 0);
  const busy = activity.uploading + activity.importing;
  const wrong = failed + activity.failedUploads;
  const percent = activity.share === undefined ? "" : ` ${Math.floor(activity.share * 100)} %`;
  const text =
    busy > 0
      ? `Importing ${busy === 1 ? "1 file" : `${busy} files`}${percent}`
      : `${wrong === 1 ? "1 import" : `${wrong} imports`} failed`;
  return (
    <>
      <span className="sr-only" role="status">
        {news}
      </span>
      {busy > 0 || wrong > 0 ? (
        <Link
          href={href("/sources")}
          onClick={() => setFailed(0)}
          className={cx(buttonClass("quiet", "small"), "figures", busy === 0 && "text-danger")}
        >
          {busy > 0 ? <Ring share={activity.share} /> : null}
          <span className="sr-only lg:not-sr-only">{text}</span>
          {busy > 0 ? (
            <span aria-hidden className="lg:hidden">
              {percent || busy}
            </span>
          ) : (
            <span aria-hidden className="lg:hidden">
              {wrong}
            </span>
          )}
        </Link>
      ) : null}
    </>
  );
}
