"use client";

import { CircleHelp } from "lucide-react";
import { IconButton, Kbd, Popover } from "@/components/ui";
import { HELP_TOPICS } from "./help-topics";

interface FilterHelpProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  /** Puts an example into the bar. */
  onInsert(filter: string): void;
}

/** The syntax on one page, by examples that can be put in. */
export function FilterHelp({ open, onOpenChange, onInsert }: FilterHelpProps) {
  return (
    <Popover
      title="How to filter"
      open={open}
      onOpenChange={onOpenChange}
      className="w-[420px]"
      trigger={
        <IconButton label="How to filter" shortcut="?" size="small">
          <CircleHelp aria-hidden className="size-4" />
        </IconButton>
      }
    >
      {HELP_TOPICS.map(({ title, examples }) => (
        <section key={title} className="mb-3">
          <h3 className="mb-1 text-label text-muted">{title}</h3>
          <ul>
            {examples.map(({ filter, finds }) => (
              <li key={filter}>
                <button
                  type="button"
                  onClick={() => onInsert(filter)}
                  className="flex w-full flex-wrap items-baseline justify-between gap-x-3 rounded-control px-2 py-0.5 text-left hover:bg-hover"
                >
                  <code className="text-data text-text">{filter}</code>
                  <span className="text-label text-muted">{finds}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="border-t pt-2 text-label text-muted">
        Every field of a record can be named. Values with spaces go in double quotes. <Kbd keys="Tab" /> completes,{" "}
        <Kbd keys="Enter" /> applies, <Kbd keys="Esc" /> leaves.
      </p>
    </Popover>
  );
}
