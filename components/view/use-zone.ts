"use client";

import { useSyncExternalStore } from "react";
import { zoneOf } from "@/lib/view";
import { useView } from "./use-view";

const never = () => () => {};

/**
 * The IANA name of the zone that times are shown in. The server cannot know the reader's own zone,
 * so `local` is UTC until the page runs in the browser.
 */
export function useZone(): string {
  const { view } = useView();
  const local = useSyncExternalStore(
    never,
    () => zoneOf("local"),
    () => "UTC",
  );
  return view.timezone === "local" ? local : view.timezone;
}
