"use client";

import Link from "next/link";
import { buttonClass, cx } from "@/components/ui";
import { useView } from "@/components/view";
import type { Activity } from "@/lib/upload";

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

interface ActivityLinkProps {
  activity: Activity;
  /** Imports and uploads that failed. */
  failed: number;
  onOpen: () => void;
}

/** How far uploads and imports are, or how many failed; a way to Sources. Loaded when there is something to tell. */
export default function ActivityLink({ activity, failed, onOpen }: ActivityLinkProps) {
  const { href } = useView();
  const busy = activity.uploading + activity.importing;
  const percent = activity.share === undefined ? "" : ` ${Math.floor(activity.share * 100)} %`;
  const text =
    busy > 0
      ? `Importing ${busy === 1 ? "1 file" : `${busy} files`}${percent}`
      : `${failed === 1 ? "1 import" : `${failed} imports`} failed`;
  return (
    <Link
      href={href("/sources")}
      onClick={onOpen}
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
          {failed}
        </span>
      )}
    </Link>
  );
}
