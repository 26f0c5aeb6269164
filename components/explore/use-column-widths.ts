"use client";

import type { ColumnSizingState, OnChangeFn } from "@tanstack/react-table";
import { useCallback, useEffect, useState } from "react";

const KEY = "flowglass-column-widths";

function stored(): ColumnSizingState {
  try {
    const value: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? "{}");
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, width]) => typeof width === "number" && width > 0));
  } catch {
    // No storage, or something else's value: the usual widths do.
    return {};
  }
}

function store(widths: ColumnSizingState): void {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(widths));
  } catch {
    // Without storage the widths last as long as the page.
  }
}

/** Widths of columns that were dragged, kept in this browser: they are about the screen, not about what is looked at. */
export function useColumnWidths(): readonly [ColumnSizingState, OnChangeFn<ColumnSizingState>] {
  const [widths, setWidths] = useState<ColumnSizingState>({});
  useEffect(() => setWidths(stored()), []);
  const change = useCallback<OnChangeFn<ColumnSizingState>>((updater) => {
    setWidths((before) => {
      const after = typeof updater === "function" ? updater(before) : updater;
      store(after);
      return after;
    });
  }, []);
  return [widths, change];
}
