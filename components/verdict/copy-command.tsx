"use client";

import { Check, Copy } from "lucide-react";
import { Fragment, useState } from "react";
import { IconButton } from "@/components/ui";

/** A command in a frame of its own, to be copied. */
export function CopyCommand({ command }: { command: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(command);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <div className="mt-1 flex items-start gap-1 rounded-control border bg-sunken py-1 pr-1 pl-2.5">
      {/* Long commands are broken, not scrolled: what is copied is what is seen. */}
      <code className="figures min-w-0 grow py-0.5 text-label leading-5 [overflow-wrap:anywhere]">
        {/* Words stay whole: a break after a hyphen would read as another option. */}
        {command.split(" ").map((word, at) => (
          <Fragment key={`${word} ${at.toString()}`}>
            {at === 0 ? "" : " "}
            <span className="inline-block max-w-full">{word}</span>
          </Fragment>
        ))}
      </code>
      <IconButton label={copied ? "Copied" : "Copy the command"} size="small" onClick={() => void copy()}>
        {copied ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
      </IconButton>
    </div>
  );
}
