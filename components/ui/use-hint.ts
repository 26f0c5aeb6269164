"use client";

import { type SyntheticEvent, useEffect, useRef, useState } from "react";

interface HintOptions {
  /** Milliseconds of hovering until it is shown. */
  delay: number;
  /** Milliseconds that it stays after the pointer has left. */
  closeDelay: number;
  /** Fetches what draws it. */
  load: () => void;
}

/** When a hint was last hidden: the next one nearby does not wait again. */
let hiddenAt = Number.NEGATIVE_INFINITY;
const NEARBY_MS = 400;

/** When a hint is shown: after some hovering, or with the focus of a key. A press, Escape or leaving hides it. */
export function useHint({ delay, closeDelay, load }: HintOptions) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const hide = () => {
    clearTimeout(timer.current);
    if (anchor) hiddenAt = performance.now();
    setAnchor(null);
  };
  const show = (target: HTMLElement, after: number) => {
    load();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(target), after);
  };
  const isTouch = ({ nativeEvent }: SyntheticEvent) =>
    nativeEvent instanceof PointerEvent && nativeEvent.pointerType === "touch";
  return {
    anchor,
    /** For what is shown, when the pointer may move onto it. */
    keep: () => clearTimeout(timer.current),
    hide,
    handlers: {
      onPointerEnter: (event: SyntheticEvent<HTMLElement>) => {
        if (!isTouch(event)) show(event.currentTarget, performance.now() - hiddenAt < NEARBY_MS ? 0 : delay);
      },
      onPointerLeave: () => {
        clearTimeout(timer.current);
        if (closeDelay === 0) hide();
        else timer.current = setTimeout(hide, closeDelay);
      },
      onPointerDown: hide,
      onFocus: (event: SyntheticEvent<HTMLElement>) => {
        if (event.currentTarget.matches(":focus-visible")) show(event.currentTarget, 0);
      },
      onBlur: hide,
      onKeyDown: (event: SyntheticEvent<HTMLElement>) => {
        if ("key" in event && event.key === "Escape") hide();
      },
    },
  };
}
