"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./classes";

interface PopoverProps {
  trigger: ReactElement<Record<string, unknown>>;
  /** Its name for screen readers; shown as a heading unless `hideTitle`. */
  title: string;
  hideTitle?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

/** A small panel beside the control that opens it. Escape and a click outside close it; focus comes back. */
export function Popover({
  trigger,
  title,
  hideTitle,
  open,
  onOpenChange,
  align = "end",
  className,
  children,
}: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange ? (next) => onOpenChange(next) : undefined}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            className={cx(
              "popup-motion max-h-(--available-height) max-w-[calc(100vw-16px)] overflow-y-auto rounded-panel border border-line-strong bg-raised p-3 text-data text-text outline-none",
              className,
            )}
          >
            <Base.Title className={hideTitle ? "sr-only" : "mb-2 font-medium text-data"}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
