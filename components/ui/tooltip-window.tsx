"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { Kbd } from "./kbd";
import { usePopupRoot } from "./popup-root";

export interface TooltipWindowProps {
  anchor: Element;
  content: ReactNode;
  shortcut?: string;
  side: "top" | "right" | "bottom" | "left";
}

/** The text of a tooltip; loaded when one is first shown. */
export default function TooltipWindow({ anchor, content, shortcut, side }: TooltipWindowProps) {
  const root = usePopupRoot();
  return (
    <Base.Root open>
      <Base.Portal container={root}>
        <Base.Positioner anchor={anchor} side={side} sideOffset={6} className="pointer-events-none z-50">
          <Base.Popup className="popup-motion flex max-w-80 items-center gap-2 rounded-control border border-line-strong bg-raised px-2 py-1 text-label text-text">
            <span>{content}</span>
            {shortcut ? <Kbd keys={shortcut} /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
