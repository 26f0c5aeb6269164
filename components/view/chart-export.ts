"use client";

import { useEffect, useSyncExternalStore } from "react";

/** Saves the chart in sight as a picture. */
export type ChartExport = () => Promise<void>;

let current: ChartExport | null = null;
const listeners = new Set<() => void>();

function publish(next: ChartExport | null): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Offers a chart to the share menu for as long as it is on the page. */
export function useOfferChart(save: ChartExport): void {
  useEffect(() => {
    publish(save);
    return () => publish(null);
  }, [save]);
}

/** The chart that can be saved on this page; null when there is none. */
export function useOfferedChart(): ChartExport | null {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
}
