"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { patient } from "@/components/ui";
import { activityOf } from "@/lib/upload";
import { useUploads } from "./upload-store";
import { useImports, useImportWatch } from "./use-imports";

const loadWords = patient(() => import("./say-ended"));
const ActivityLink = lazy(patient(() => import("./activity-link")));

/** Asks before the tab is closed while files are being sent. */
function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}

/**
 * What is being uploaded and imported, as a small link for the top bar; nothing while all is at rest. It also keeps
 * every page in step with imports that end, so it stands once in the shell.
 */
export function ImportStatus() {
  const uploads = useUploads();
  const { data } = useImports();
  const [failed, setFailed] = useState(0);
  const [news, setNews] = useState("");
  useImportWatch((ended) => {
    setFailed((before) => before + ended.filter((one) => one.state === "failed").length);
    void loadWords().then(
      ({ sayEnded }) => setNews(sayEnded(ended)),
      () => {},
    );
  });
  const activity = activityOf(uploads, data?.imports ?? []);
  useLeaveWarning(activity.uploading > 0);
  const wrong = failed + activity.failedUploads;
  return (
    <>
      <span className="sr-only" role="status">
        {news}
      </span>
      {activity.uploading + activity.importing + wrong > 0 ? (
        <Suspense>
          <ActivityLink activity={activity} failed={wrong} onOpen={() => setFailed(0)} />
        </Suspense>
      ) : null}
    </>
  );
}
