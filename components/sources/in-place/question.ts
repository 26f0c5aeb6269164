import type { InsightsRequest } from "@/lib/api/contract";
import { GROUPINGS, type Measure, type Range } from "@/lib/view";

/** Which log group is asked: one that is a source already, or one that is named. */
export type Target =
  | { readonly source: string }
  | {
      readonly region: string;
      readonly logGroup: string;
      readonly roleArn: string;
      readonly externalId: string;
    };

/** Groupings that stand for several fields, or for what is worked out when records are stored. */
const OF_THE_STORE = new Set(["none", "service", "addr", "pair", "port"]);

/** What the top list can show: fields of the record, those asked for most first. */
export const TOP_FIELDS = GROUPINGS.filter(({ key }) => !OF_THE_STORE.has(key));

/** Rows of the top list. */
export const ROWS = 10;

const given = (text: string): string | undefined => text.trim() || undefined;

/**
 * The request that the choices and the view stand for; undefined for a range without a beginning, which would
 * scan all that the group keeps. A range without an end goes up to the present.
 * @param by a field's column.
 */
export function questionOf(
  target: Target,
  view: { readonly filter: string; readonly measure: Measure },
  range: Range,
  by: string,
): InsightsRequest | undefined {
  if (range.kind !== "between" || range.from === null) return undefined;
  const place =
    "source" in target
      ? { source: target.source }
      : {
          region: target.region,
          log_group: target.logGroup.trim(),
          role_arn: given(target.roleArn),
          external_id: given(target.externalId),
        };
  return {
    ...place,
    q: given(view.filter),
    from: range.from,
    to: range.to ?? "now",
    by,
    measure: view.measure,
    limit: ROWS,
  };
}

/** True when two requests are the same question. */
export const sameQuestion = (a: InsightsRequest, b: InsightsRequest): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
