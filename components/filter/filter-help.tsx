"use client";

import { CircleHelp } from "lucide-react";
import { lazy } from "react";
import { IconButton, Popover, patient } from "@/components/ui";

const FilterHelpText = lazy(patient(() => import("./filter-help-text")));

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
      <FilterHelpText onInsert={onInsert} />
    </Popover>
  );
}
