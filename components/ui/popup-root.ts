"use client";

import { useSyncExternalStore } from "react";

/** The id of the element, inside the page's main landmark, that menus and hints are drawn into. */
export const POPUP_ROOT = "popups";

const never = () => () => {};

/**
 * Where menus and hints are drawn: inside a landmark, so that who jumps from landmark to landmark finds them.
 * Undefined where the page has no such place; then they are drawn at the end of the body.
 */
export function usePopupRoot(): HTMLElement | undefined {
  const root = useSyncExternalStore(
    never,
    () => document.getElementById(POPUP_ROOT),
    () => null,
  );
  return root ?? undefined;
}
