"use client";

import { Check, Copy, Download } from "lucide-react";
import { useRef, useState } from "react";
import { Button, cx } from "@/components/ui";
import { copyText, downloadText } from "./copy";

interface CodeBlockProps {
  /** What the text is, for screen readers and for the buttons. */
  label: string;
  text: string;
  /** Offers the text as a file. */
  file?: { readonly name: string; readonly mediaType: string };
  /** Words in place of the label before the buttons. */
  caption?: string;
  /** Lines in sight at most. */
  rows?: number;
  className?: string;
}

/** Text to copy, and to save. Where the clipboard is closed, the text is selected instead. */
export function CodeBlock({ label, text, file, caption, rows = 34, className }: CodeBlockProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<"idle" | "copied" | "selected">("idle");
  const copy = async () => {
    const copied = await copyText(text);
    if (!copied) area.current?.select();
    setState(copied ? "copied" : "selected");
    setTimeout(() => setState("idle"), 2000);
  };
  return (
    <div className={cx("overflow-hidden rounded-control border bg-sunken", className)}>
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-2 border-b py-1 pr-1 pl-3">
        <span className="min-w-0 truncate text-label text-muted">{caption ?? file?.name ?? label}</span>
        <span className="flex gap-1">
          <Button size="small" variant="quiet" aria-label={`Copy: ${label}`} onClick={() => void copy()}>
            {state === "copied" ? (
              <Check aria-hidden className="size-3.5" />
            ) : (
              <Copy aria-hidden className="size-3.5" />
            )}
            {state === "copied" ? "Copied" : state === "selected" ? "Selected: press Ctrl+C" : "Copy"}
          </Button>
          {file ? (
            <Button
              size="small"
              variant="quiet"
              aria-label={`Download: ${file.name}`}
              onClick={() => downloadText(file.name, file.mediaType, text)}
            >
              <Download aria-hidden className="size-3.5" />
              Download
            </Button>
          ) : null}
        </span>
      </div>
      {/* A text area, so that the keyboard can scroll and select in it. */}
      <textarea
        ref={area}
        readOnly
        wrap="off"
        spellCheck={false}
        aria-label={label}
        value={text.trimEnd()}
        rows={Math.min(rows, text.trimEnd().split("\n").length)}
        className="figures block w-full resize-none bg-transparent px-3 py-2.5 text-label leading-[18px] outline-offset-[-2px]"
      />
    </div>
  );
}
