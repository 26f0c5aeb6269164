"use client";

import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { fetched } from "./fetched";
import { type Trigger, withProps } from "./trigger";
import { useOpened } from "./use-opened";

const code = fetched(() => import("./popover-window"));
const PopoverWindow = lazy(code.load);

interface PopoverProps {
  trigger: Trigger;
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
export function Popover({ trigger, open, onOpenChange, align = "end", ...rest }: PopoverProps) {
  const anchor = useRef<HTMLElement>(null);
  const [own, setOwn] = useState(false);
  const shown = open ?? own;
  const show = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const opened = useOpened(shown);
  return (
    <>
      {withProps(
        trigger,
        { ref: anchor, "aria-haspopup": "dialog", "aria-expanded": shown },
        { onClick: () => show(!shown), onPointerEnter: code.ahead, onFocus: code.ahead },
      )}
      {opened ? (
        <Suspense>
          <PopoverWindow anchor={anchor} open={shown} onOpenChange={show} align={align} {...rest} />
        </Suspense>
      ) : null}
    </>
  );
}
