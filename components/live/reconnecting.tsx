"use client";

import { notifyManager, type QueryCache, useQueryClient } from "@tanstack/react-query";
import { Unplug } from "lucide-react";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { isAway } from "@/lib/api/retry";
import { useLive, useLiveFeed } from "./live-context";

/** A restart that takes no longer than this is not worth a word. */
const UNNOTICED_MS = 400;
/** After so long, what is the matter is worth more words. */
const LONG_MS = 10_000;

/** What the questions that are being asked again were last told, or null when all are answered. */
function complaint(cache: QueryCache): string | null {
  for (const { state } of cache.getAll()) {
    if (state.fetchStatus === "fetching" && isAway(state.fetchFailureReason)) {
      return state.fetchFailureReason?.message ?? null;
    }
  }
  return null;
}

/** Whether `on` has held for so long. */
function useHeld(on: boolean, ms: number): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => setHeld(true), ms);
    return () => {
      clearTimeout(timer);
      setHeld(false);
    };
  }, [on, ms]);
  return on && held;
}

/**
 * Says that server or engine are away while the page waits for them, and leaves by itself. What is drawn stays, and what
 * was asked meanwhile is answered once they are back.
 */
export function Reconnecting() {
  const cache = useQueryClient().getQueryCache();
  const feed = useLiveFeed();
  const { state } = useLive();
  const subscribe = useCallback((told: () => void) => cache.subscribe(notifyManager.batchCalls(told)), [cache]);
  const reason = useSyncExternalStore(
    subscribe,
    () => complaint(cache),
    () => null,
  );
  const asking = reason !== null;
  const away = asking || state === "waiting";
  const shown = useHeld(away, UNNOTICED_MS);
  const long = useHeld(away, LONG_MS);
  useEffect(() => {
    // Questions are asked more often than the connection is tried: when they are answered, it can be made at once.
    if (asking) return () => feed.hurry();
  }, [asking, feed]);
  return (
    <div
      role="status"
      className="no-print -translate-x-1/2 pointer-events-none fixed bottom-[calc(68px+env(safe-area-inset-bottom))] left-1/2 z-30 w-max max-w-[calc(100vw-24px)] md:bottom-3"
    >
      {shown ? (
        <p className="flex items-center gap-2 rounded-control border border-line-strong bg-surface px-3 py-1.5 text-data text-muted">
          <Unplug aria-hidden className="size-4 shrink-0 text-warning" />
          {long && reason ? `Reconnecting. ${reason}` : "Reconnecting"}
        </p>
      ) : null}
    </div>
  );
}
