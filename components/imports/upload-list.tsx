"use client";

import { RotateCw, X } from "lucide-react";
import { IconButton } from "@/components/ui";
import type { Upload } from "@/lib/upload";
import { formatBytes, formatDuration } from "@/lib/view";
import { ProgressBar } from "./progress-bar";
import { cancelUpload, retryUpload } from "./upload-store";

/** More rows than this say nothing more: the rest is counted. */
const MOST_ROWS = 20;

const ORDER: Record<Upload["state"], number> = { failed: 0, sending: 1, waiting: 2 };

function facts(upload: Upload): string[] {
  const sent = `${formatBytes(upload.bytesSent)} of ${formatBytes(upload.bytesTotal)}`;
  if (upload.state === "waiting") return [formatBytes(upload.bytesTotal), "waits for its turn"];
  if (upload.state === "failed") return [sent];
  return [
    sent,
    ...(upload.resumedAt > 0 ? [`resumed at ${formatBytes(upload.resumedAt)}`] : []),
    ...(upload.bytesPerSecond ? [`${formatBytes(Math.round(upload.bytesPerSecond))}/s`] : []),
    ...(upload.secondsLeft !== undefined ? [`${formatDuration(Math.max(1, upload.secondsLeft))} left`] : []),
  ];
}

function UploadRow({ upload }: { upload: Upload }) {
  return (
    <li className="border-t px-3 py-2 first:border-t-0">
      <div className="flex items-center gap-3">
        <div className="min-w-0 grow">
          <p className="truncate text-data" title={upload.name}>
            {upload.name}
          </p>
          <p className="figures text-label text-muted">{facts(upload).join(" · ")}</p>
        </div>
        {upload.state === "failed" ? (
          <IconButton label={`Try ${upload.name} again`} size="small" onClick={() => retryUpload(upload.id)}>
            <RotateCw aria-hidden className="size-4" />
          </IconButton>
        ) : null}
        <IconButton label={`Cancel the upload of ${upload.name}`} size="small" onClick={() => cancelUpload(upload.id)}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      {upload.error ? <p className="mt-1 text-danger text-data">{upload.error}</p> : null}
      {upload.state === "sending" ? (
        <ProgressBar
          label={`Upload of ${upload.name}`}
          share={upload.bytesTotal > 0 ? upload.bytesSent / upload.bytesTotal : undefined}
          className="mt-1.5"
        />
      ) : null}
    </li>
  );
}

/** Files on their way to the server: what failed first, then what is being sent, then what waits. */
export function UploadList({ uploads }: { uploads: readonly Upload[] }) {
  const sorted = [...uploads].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  const rest = sorted.slice(MOST_ROWS);
  const restBytes = rest.reduce((sum, upload) => sum + upload.bytesTotal, 0);
  return (
    <ul>
      {sorted.slice(0, MOST_ROWS).map((upload) => (
        <UploadRow key={upload.id} upload={upload} />
      ))}
      {rest.length > 0 ? (
        <li className="figures border-t px-3 py-2 text-label text-muted">
          and {rest.length} more, {formatBytes(restBytes)}
        </li>
      ) : null}
    </ul>
  );
}
