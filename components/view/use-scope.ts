"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ScopeParams } from "@/lib/api/contract/common";
import { boundsQuery } from "@/lib/api/queries";
import { type Bounds, effectiveRange, freezeRange, type Range, type Span, type View } from "@/lib/view";
import { useView } from "./use-view";

export interface Scope {
  /** What every question to the API takes. */
  readonly params: ScopeParams;
  /** False until it is known what the URL's range stands for; ask nothing before. */
  readonly ready: boolean;
  /** The range in use: never `default`. */
  readonly range: Range;
  /** The range in epoch seconds, as far as it is known. */
  readonly span: Span;
  readonly bounds: Bounds | undefined;
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** The part of a question that a view and its range make. */
export function scopeParams(view: Pick<View, "filter" | "source">, range: Range): ScopeParams {
  const { from, to } = range.kind === "between" ? range : { from: null, to: null };
  return {
    ...(view.filter ? { q: view.filter } : {}),
    ...(from !== null ? { from } : {}),
    ...(to !== null ? { to } : {}),
    ...(view.source ? { source: view.source } : {}),
  };
}

/** The view's filter, range and source, as the API takes them. */
export function useScope(): Scope {
  const { view } = useView();
  const { data, isError, dataUpdatedAt } = useQuery(boundsQuery(view.source ? { source: view.source } : {}));
  return useMemo(() => {
    const bounds = data ? { first: data.first_start, last: data.last_start } : undefined;
    // The present moves on each time the bounds are read again, as live updates do.
    const now = Math.max(nowSeconds(), Math.floor(dataUpdatedAt / 1000));
    const range = effectiveRange(view.range, bounds, now);
    return {
      params: scopeParams(view, range),
      ready: view.range.kind !== "default" || data !== undefined || isError,
      range,
      span: freezeRange(range, bounds, now),
      bounds,
    };
  }, [view, data, isError, dataUpdatedAt]);
}
