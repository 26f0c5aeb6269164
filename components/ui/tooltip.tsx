"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd";
import { usePopupRoot } from "./popup-root";

interface TooltipProps {
  content: ReactNode;
  shortcut?: string;
  side?: "top" | "right" | "bottom" | "left";
  /** The one element that the tooltip belongs to; it must take focus. */
  children: ReactElement<Record<string, unknown>>;
}

/** A short text on hover and focus. Nothing that is needed may stand in it alone. */
export function Tooltip({ content, shortcut, side = "bottom", children }: TooltipProps) {
  const root = usePopupRoot();
  return (
    <Base.Root>
      <Base.Trigger delay={350} closeDelay={0} render={children} />
      <Base.Portal container={root}>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="popup-motion flex max-w-80 items-center gap-2 rounded-control border border-line-strong bg-raised px-2 py-1 text-label text-text">
            <span>{content}</span>
            {shortcut ? <Kbd keys={shortcut} /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Lets neighbouring tooltips follow each other without waiting again. Stands once, around the page. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Base.Provider>{children}</Base.Provider>;
}
