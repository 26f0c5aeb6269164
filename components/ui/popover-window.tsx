"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";
import { cx } from "./classes";
import { isPressOn } from "./trigger";

export interface PopoverWindowProps {
  /** The control that opened it. */
  anchor: RefObject<HTMLElement | null>;
  title: string;
  hideTitle?: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

/** The panel of a popover; loaded when one is first opened. */
export default function PopoverWindow(props: PopoverWindowProps) {
  const { anchor, title, hideTitle, open, onOpenChange, align, className, children } = props;
  return (
    <Base.Root open={open} onOpenChange={(next, { event }) => isPressOn(anchor, event) || onOpenChange(next)}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align={align} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            finalFocus={anchor}
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
