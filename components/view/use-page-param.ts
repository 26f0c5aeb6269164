"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { readableQuery } from "@/lib/view";

/**
 * A parameter of one page alone, kept in the URL beside the view's own.
 * @param values what it may be; anything else counts as `fallback`, which is left out of the URL.
 */
export function usePageParam<Value extends string>(
  name: string,
  values: readonly Value[],
  fallback: Value,
): readonly [Value, (next: Value) => void] {
  const params = useSearchParams();
  const pathname = usePathname();
  const text = params.get(name);
  const value = values.find((one) => one === text) ?? fallback;
  const set = useCallback(
    (next: Value) => {
      const search = new URLSearchParams(window.location.search);
      if (next === fallback) search.delete(name);
      else search.set(name, next);
      const target = search.size === 0 ? pathname : `${pathname}?${readableQuery(search)}`;
      if (target !== window.location.pathname + window.location.search) window.history.pushState(null, "", target);
    },
    [pathname, name, fallback],
  );
  return [value, set];
}
