/** Conditions of the filter language, written from values of the data. */

import { LIMITS } from "@/lib/filter";
import { quote } from "@/lib/filter/token";

/** `field:value`, or `field:(a or b)` for several. */
export function term(field: string, ...values: readonly (string | number)[]): string {
  const written = values.map((value) => (typeof value === "number" || isPlain(value) ? String(value) : quote(value)));
  return written.length === 1 ? `${field}:${written[0]}` : `${field}:(${written.join(" or ")})`;
}

const isPlain = (text: string): boolean => /^[\w.:/-]+$/.test(text) && !/^-$|^(and|or|not)$/i.test(text);

/** Records that were sent within a range of starts, both ends included. */
export function startTerm(first: number, last: number): string {
  return first === last ? `start:${first}` : `start:${first}..${last}`;
}

/** More values than this are not listed one by one. */
const MOST_VALUES = 60;

/** A list of values as one condition; undefined when there are too many for a filter to stay readable. */
export function listTerm(field: string, values: readonly string[]): string | undefined {
  if (values.length === 0 || values.length > MOST_VALUES) return undefined;
  const text = term(field, ...values);
  return text.length > LIMITS.length / 2 ? undefined : text;
}

/** Whether a record's own addresses are the two ends, as the engine says it. */
export interface Plain {
  readonly plain: number;
}

/**
 * Conditions on the ends of records. Where the packet's own addresses name them (behind a NAT gateway, or a secondary
 * address), these are asked for.
 */
export function endTerms(
  items: readonly Plain[],
  ends: { readonly src?: readonly string[]; readonly dst?: readonly string[] },
): string[] {
  const plain = items.every((item) => Number(item.plain) === 1);
  const packet = items.every((item) => Number(item.plain) !== 1);
  return (["src", "dst"] as const).flatMap((side) => {
    const addresses = ends[side];
    if (addresses === undefined) return [];
    const own = listTerm(`${side}addr`, addresses);
    const sent = listTerm(`pkt-${side}addr`, addresses);
    if (own === undefined || sent === undefined) return [];
    if (plain) return [own];
    return packet ? [sent] : [`(${sent} or (pkt-${side}addr:- ${own}))`];
  });
}
