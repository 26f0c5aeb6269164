import { cloneElement, type ReactElement, type RefObject, type SyntheticEvent } from "react";

/** An element whose handlers can be added to. */
export type Trigger = ReactElement<Record<string, unknown>>;

type Handler = (event: SyntheticEvent<HTMLElement>) => void;

/**
 * The element with more attributes and handlers. A handler that it has already runs first; other attributes are replaced.
 * It must hand what it gets on to an element of the page.
 */
export function withProps(
  trigger: Trigger,
  attributes: Readonly<Record<string, unknown>>,
  handlers: Readonly<Record<string, Handler>>,
): Trigger {
  const both = Object.entries(handlers).map(([name, handler]) => {
    const own = trigger.props[name];
    const run: Handler = (event) => {
      if (typeof own === "function") own(event);
      handler(event);
    };
    return [name, run] as const;
  });
  return cloneElement(trigger, { ...attributes, ...Object.fromEntries(both) });
}

/**
 * True for a press on the control that opened a menu or a panel: that is the control's own to answer. A key, such as
 * Escape, is not, wherever the focus is.
 */
export function isPressOn(anchor: RefObject<HTMLElement | null>, event: Event): boolean {
  if (event instanceof KeyboardEvent) return false;
  return event.target instanceof Node && anchor.current?.contains(event.target) === true;
}
