"use client";

import { useCallback } from "react";
import { andTerm, EMPTY_FILTER, type Filter, parseFilter, printFilter } from "@/lib/filter";
import { useView } from "./use-view";

/** One thing that a row, a slice or a cell stands for: fields with their values; null is absent in the log. */
export type Terms = readonly (readonly [field: string, value: string | null])[];

export interface FilterTerms {
  /** The filter text with the terms added to the view's own. A filter that cannot be read is left out. */
  textWith(terms: Terms, mode: "include" | "exclude"): string;
  /** Adds the terms to the view's filter. */
  add(terms: Terms, mode: "include" | "exclude"): void;
}

const conditions = (terms: Terms): Filter =>
  terms.reduce((filter, [field, value]) => andTerm(filter, field, value, "include"), EMPTY_FILTER);

/**
 * Adds conditions to a filter text and writes the whole in its normal form. Several terms stand for one thing
 * (a pair of addresses), so they are excluded together: what has all of them goes, what has one of them stays.
 * The text stays as it is when it would exceed the filter language's limits.
 */
export function withTerms(text: string, terms: Terms, mode: "include" | "exclude"): string {
  const parsed = parseFilter(text);
  const start = parsed.ok ? parsed.filter : EMPTY_FILTER;
  try {
    if (mode === "exclude" && terms.length > 1) {
      const joined = parseFilter(
        `${printFilter(start) && `(${printFilter(start)}) `}not (${printFilter(conditions(terms))})`,
      );
      return joined.ok ? printFilter(joined.filter) : text;
    }
    return printFilter(terms.reduce((filter, [field, value]) => andTerm(filter, field, value, mode), start));
  } catch (error) {
    if (error instanceof RangeError) return text;
    throw error;
  }
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
