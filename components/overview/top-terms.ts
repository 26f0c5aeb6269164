import type { Terms } from "@/components/view";
import type { TopRow } from "@/lib/api/contract/top";
import { parseFilter, printFilter } from "@/lib/filter";

/** The filter terms that a row of a top list, or a series of a chart, stands for. @param by a key of GROUPINGS. */
export function termsOf(by: string, row: Pick<TopRow, "key" | "addrs">): Terms {
  if (by === "pair" && row.addrs) return row.addrs.map((address) => ["addr", address] as const);
  return [[by, row.key]];
}

/** The filter text narrowed to what was rejected, whatever else it says about the action. */
export function rejectedOnly(text: string): string {
  const parsed = parseFilter(text);
  const printed = parsed.ok ? printFilter(parsed.filter) : "";
  return printed ? `(${printed}) action:REJECT` : "action:REJECT";
}

/** The filter terms of a chart's series; a pair is keyed by its two addresses with a space or a comma between. */
export function topTermsOfSeries(by: string, key: string | null): Terms {
  const addresses = by === "pair" && key ? key.split(/[^0-9a-fA-F.:]+/).filter(Boolean) : [];
  return addresses.length === 2 ? addresses.map((address) => ["addr", address] as const) : [[by, key]];
}
