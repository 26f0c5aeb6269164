"use client";

import { X } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { IconButton } from "@/components/ui";
import type { InterruptedUpload } from "@/lib/upload/tus";
import { formatBytes } from "@/lib/view";
import { useUploads } from "./upload-store";

/** Uploads that an earlier visit left unfinished. The browser lets no page open their files again, so they have to be picked. */
export function InterruptedList() {
  const uploads = useUploads();
  const [interrupted, setInterrupted] = useState<readonly InterruptedUpload[]>([]);
  const names = uploads.map((upload) => upload.name).join("\n");

  const look = useCallback(async () => {
    const { interruptedUploads } = await import("@/lib/upload/tus");
    const running = new Set(names.split("\n"));
    setInterrupted((await interruptedUploads()).filter((upload) => !running.has(upload.name)));
  }, [names]);

  useEffect(() => void look(), [look]);

  const forget = async (key: string) => {
    const { forgetUpload } = await import("@/lib/upload/tus");
    await forgetUpload(key);
    await look();
  };

  if (interrupted.length === 0) return null;
  return (
    <section className="hairline-panel bg-warning-soft px-3 py-2" aria-label="Interrupted uploads">
      <p className="text-data">
        {interrupted.length === 1 ? "An upload was interrupted." : `${interrupted.length} uploads were interrupted.`}{" "}
        Drop the same {interrupted.length === 1 ? "file" : "files"} here again: what has arrived is not sent twice.
      </p>
      <ul className="mt-1">
        {interrupted.slice(0, 5).map((upload) => (
          <li key={upload.key} className="flex items-center gap-2 text-data">
            <span className="min-w-0 truncate">{upload.name}</span>
            <span className="figures text-label text-muted">{formatBytes(upload.size)}</span>
            <IconButton
              label={`Forget the upload of ${upload.name}`}
              size="small"
              onClick={() => void forget(upload.key)}
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
