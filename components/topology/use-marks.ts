"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

/** What the mouse does with the marks of a drawing; undefined stands for the space between them. */
export interface MarkDeeds {
  pick(mark: number): void;
  point(mark: number | undefined): void;
}

/**
 * Listens on a whole drawing for the mouse over its marks, elements with `data-mark`. Marks are for the mouse alone:
 * whoever uses keys or hears the page has the same in the list beside it.
 * @param there false while the drawing is not on the page yet.
 */
export function useMarks(drawing: RefObject<SVGSVGElement | null>, deeds: MarkDeeds, there = true): void {
  const markOf = (event: MouseEvent): number | undefined => {
    const mark = event.target instanceof Element ? event.target.closest("[data-mark]") : null;
    return mark ? Number(mark.getAttribute("data-mark")) : undefined;
  };
  const onClick = useEffectEvent((event: MouseEvent) => {
    const mark = markOf(event);
    if (mark !== undefined) deeds.pick(mark);
  });
  const onOver = useEffectEvent((event: MouseEvent) => deeds.point(markOf(event)));
  const onLeave = useEffectEvent(() => deeds.point(undefined));
  useEffect(() => {
    const element = drawing.current;
    if (!there || !element) return;
    const [click, over, leave] = [
      (event: MouseEvent) => onClick(event),
      (event: MouseEvent) => onOver(event),
      () => onLeave(),
    ];
    element.addEventListener("click", click);
    element.addEventListener("mouseover", over);
    element.addEventListener("mouseleave", leave);
    return () => {
      element.removeEventListener("click", click);
      element.removeEventListener("mouseover", over);
      element.removeEventListener("mouseleave", leave);
    };
  }, [drawing, there]);
}
