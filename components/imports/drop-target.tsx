"use client";

import { useEffect, useState } from "react";
import { filesOfDrop } from "@/lib/upload";
import { uploadFiles } from "./upload-store";

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/**
 * Makes the whole window take dropped files and folders, and shows so while something is dragged over it.
 * Stands once, in the layout. What is dragged within the page (a column) is left alone.
 */
export function DropTarget() {
  const [over, setOver] = useState(false);

  useEffect(() => {
    // Entering a child fires before leaving its parent, so the two are counted against each other.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void filesOfDrop(event.dataTransfer.items).then((files) => uploadFiles(files));
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", hover);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", hover);
      window.removeEventListener("drop", drop);
    };
  }, []);

  if (!over) return null;
  return (
    <div aria-hidden className="pointer-events-none fixed inset-0 z-60 bg-canvas/85 p-3">
      <div className="flex h-full flex-col items-center justify-center gap-1 rounded-panel border-2 border-accent border-dashed text-center">
        <p className="font-medium text-title">Drop to import</p>
        <p className="text-body text-muted">Files or whole folders. Any name, gzip or not.</p>
      </div>
    </div>
  );
}
