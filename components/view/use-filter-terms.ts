"use client";

import { useCallback } from "react";
import { useView } from "./use-view";
import { type Terms, withTerms } from "./with-terms";

export interface FilterTerms {
  /** The filter text with the terms added to the view's own. A filter that cannot be read is left out. */
  textWith(terms: Terms, mode: "include" | "exclude"): string;
  /** Adds the terms to the view's filter. */
  add(terms: Terms, mode: "include" | "exclude"): void;
}

/**
 * What a click on a value does to the view's filter.
 * @param base a filter to add to in place of the view's own, for lists that show less than the view.
 */
export function useFilterTerms(base?: string): FilterTerms {
  const { view, setView } = useView();
  const from = base ?? view.filter;
  const textWith = useCallback<FilterTerms["textWith"]>((terms, mode) => withTerms(from, terms, mode), [from]);
  const add = useCallback<FilterTerms["add"]>(
    (terms, mode) => setView({ filter: textWith(terms, mode) }),
    [setView, textWith],
  );
  return { textWith, add };
}
