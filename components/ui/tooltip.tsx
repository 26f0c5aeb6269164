"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { fetched } from "./fetched";
import { type Trigger, withProps } from "./trigger";
import { useHint } from "./use-hint";

const code = fetched(() => import("./tooltip-window"));
const TooltipWindow = lazy(code.load);

interface TooltipProps {
  content: ReactNode;
  shortcut?: string;
  side?: "top" | "right" | "bottom" | "left";
  /** The one element that the tooltip belongs to; it must take focus. */
  children: Trigger;
}

/**
 * A short text on hover and focus. Nothing that is needed may stand in it alone. A page has a hundred of them, so each
 * costs a few handlers until it is shown.
 */
export function Tooltip({ content, shortcut, side = "bottom", children }: TooltipProps) {
  const { anchor, handlers } = useHint({ delay: 350, closeDelay: 0, load: code.ahead });
  return (
    <>
      {withProps(children, {}, handlers)}
      {anchor ? (
        <Suspense>
          <TooltipWindow anchor={anchor} content={content} shortcut={shortcut} side={side} />
        </Suspense>
      ) : null}
    </>
  );
}
