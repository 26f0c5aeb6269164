import { cloneElement, type ReactElement, type SyntheticEvent } from "react";

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
