import { type FilterError, parseFilter } from "@/lib/filter";

/**
 * The mistake to show for a text that may still be being written. A mistake at the very end is left alone while the
 * writer is at it: `dstport:` is not wrong yet, only unfinished. Enter, or leaving, asks for it.
 */
export function shownError(text: string, { writing }: { readonly writing: boolean }): FilterError | null {
  const result = parseFilter(text);
  if (result.ok) return null;
  const unfinished = result.error.to >= text.trimEnd().length;
  return writing && unfinished ? null : result.error;
}

/** The text with the suggestion of an error put in. */
export function withSuggestion(text: string, error: FilterError): string {
  return `${text.slice(0, error.from)}${error.suggestion ?? ""}${text.slice(error.to)}`;
}
