"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { useFollow } from "@/components/live";
import { PAGES } from "./pages";
import { useShell } from "./shell-context";
import { isTyping } from "./typing";
import { useActions } from "./use-actions";

const SECOND_KEY_MS = 1200;

/** Listens for the keys of the frame. None works while typing, but Ctrl-K. */
export function useShortcuts(): void {
  const { open } = useShell();
  const actions = useActions();
  const { toggle: toggleLive } = useFollow();
  const goUntil = useRef(0);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open("palette");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.timeStamp < goUntil.current) {
      goUntil.current = 0;
      const page = PAGES.find(({ key }) => key === event.key);
      if (page) {
        event.preventDefault();
        actions.go(page.path);
        return;
      }
    }
    const act: Record<string, () => void> = {
      "/": actions.focusFilter,
      t: () => open("time"),
      l: toggleLive,
      z: actions.zoomOut,
      r: actions.refresh,
      "?": () => open("help"),
      g: () => {
        goUntil.current = event.timeStamp + SECOND_KEY_MS;
      },
    };
    const run = act[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
