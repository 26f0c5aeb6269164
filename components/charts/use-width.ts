"use client";

import { type RefCallback, useCallback, useState } from "react";

/** The width of an element in whole pixels, kept as it changes; 0 until it is on the page. */
export function useWidth<Element extends HTMLElement>(): readonly [RefCallback<Element>, number] {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: Element | null) => {
    if (!element) return;
    setWidth(Math.floor(element.clientWidth));
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
