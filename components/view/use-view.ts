"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { parseView, VIEW_PARAMS, type View, viewHref } from "@/lib/view";

const NAMES = new Set<string>(VIEW_PARAMS);

/** Parameters in the URL that are not the view's own, such as the open record: they stay when the view changes. */
function extraOf(params: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...params].filter(([name]) => !NAMES.has(name)));
}

export interface UseView {
  readonly view: View;
  /**
   * Changes the view in the URL, without asking the server for the page again. Each change is a step that Back undoes.
   * @param options.replace changes the current step instead, for what nobody wants to undo.
   */
  setView(change: Partial<View>, options?: { replace?: boolean }): void;
  /** The link to a page with this view, changed or as it is. Parameters of the current page are left behind. */
  href(pathname: string, change?: Partial<View>): string;
}

/** The view that the URL says, and how to change it. The URL is the only place that keeps it. */
export function useView(): UseView {
  const params = useSearchParams();
  const pathname = usePathname();
  const text = params.toString();
  const view = useMemo(() => parseView(new URLSearchParams(text)), [text]);

  const setView = useCallback<UseView["setView"]>(
    (change, options) => {
      const current = new URLSearchParams(window.location.search);
      const next = viewHref(pathname, { ...parseView(current), ...change }, extraOf(current));
      if (next === viewHref(pathname, parseView(current), extraOf(current))) return;
      if (options?.replace) window.history.replaceState(null, "", next);
      else window.history.pushState(null, "", next);
    },
    [pathname],
  );

  const href = useCallback<UseView["href"]>((path, change) => viewHref(path, { ...view, ...change }), [view]);

  return { view, setView, href };
}
