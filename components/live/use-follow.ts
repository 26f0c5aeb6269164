"use client";

import { useCallback, useEffect } from "react";
import { useScope, useView } from "@/components/view";
import { between, isMoving, type Range, resolveMoment } from "@/lib/view";
import { useLive, useLiveFeed } from "./live-context";

/** What Live shows. */
export const FOLLOWED: Range = between("now-15m", "now");

const isFollowed = (range: Range): boolean =>
  range.kind === "between" && range.from === "now-15m" && range.to === "now";

/** A range of this many steps moves on by one at a time. */
const STEPS = 90;
const SHORTEST_MS = 5000;

/** How often a range that moves with the clock is worth reading again, in milliseconds. */
export function stepMs(range: Range, now: number): number {
  if (range.kind !== "between" || range.from === null) return 60_000;
  const seconds = resolveMoment(range.to ?? "now", now) - resolveMoment(range.from, now);
  return Math.max(SHORTEST_MS, (seconds * 1000) / STEPS);
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** Following the last 15 minutes: whether it is on, and the switch. Switched off, the range stays where it is. */
export function useFollow(): { readonly following: boolean; toggle(): void } {
  const { view, setView } = useView();
  const { paused } = useLive();
  const feed = useLiveFeed();
  const following = isFollowed(view.range);
  const toggle = useCallback(() => {
    if (following && !paused) {
      const now = nowSeconds();
      setView({ range: between(now - 900, now) });
      return;
    }
    feed.resume();
    if (!following) setView({ range: FOLLOWED });
  }, [following, paused, feed, setView]);
  return { following, toggle };
}

/** Keeps a range that ends now in step with the clock. Used once, in the shell. */
export function useMovingRange(): void {
  const { range } = useScope();
  const { state, paused } = useLive();
  const feed = useLiveFeed();
  const moving = isMoving(range) && state === "open" && !paused;
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => feed.move(), stepMs(range, nowSeconds()));
    return () => clearInterval(timer);
  }, [moving, range, feed]);
}
