import { andTerm, EMPTY_FILTER, type Filter, parseFilter, printFilter } from "@/lib/filter";

/** One thing that a row, a slice or a cell stands for: fields with their values; null is absent in the log. */
export type Terms = readonly (readonly [field: string, value: string | null])[];

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
