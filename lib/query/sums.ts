/** Sums of records by key, action and time: the one statement that every total, series and top list is made of. */

import { FIRST_START_SQL, LAST_END_SQL, LAST_START_SQL, SELF_SQL } from "@/lib/engine/accelerators";
import type { SqlParams } from "@/lib/sql/params";
import type { Leading } from "./kept";
import type { Measure } from "./measure";
import { piecesOf } from "./pieces";
import type { Question } from "./question";
import { FLOW_RECORD, fromFlows } from "./scope";

/** The rows that one key comes from. */
export interface SumsBranch {
  /** SQL of the key's columns. */
  readonly columns: readonly string[];
  /** The columns of `flows` that they are made of; all that the statement uses by default. */
  readonly uses?: readonly string[];
  /** True when records that an address sent to itself are left out: another branch has them. */
  readonly notSelf?: boolean;
  /** Another condition that leaves out rows of an earlier branch. */
  readonly where?: string;
  /** The end whose addresses that condition names, if one. */
  readonly leading?: Leading;
  /** Of the question's time, only what kept sums answer, or only what they do not: other branches have the rest. */
  readonly only?: "kept" | "records";
}

/** The conditions that leave out rows of an earlier branch. */
export function branchConditions({ notSelf, where }: SumsBranch): string[] {
  return [...(notSelf ? [`(${SELF_SQL}) = 0`] : []), ...(where ? [where] : [])];
}

/** What to add up, and by what. */
export interface SumsOptions {
  /** Where the keys `k0`, `k1` come from; none for sums over all. A record counts once for each branch. */
  readonly branches?: readonly SumsBranch[];
  /** The columns of `flows` that the keys and conditions are made of. */
  readonly columns?: readonly string[];
  /** Adds `t`: the start of the bucket of so many seconds, as epoch seconds. */
  readonly bucket?: number;
  /** Adds `action`. */
  readonly byAction?: boolean;
  /** Adds `log_status`, and NODATA and SKIPDATA lines to the rows. */
  readonly byStatus?: boolean;
  /** The sums wanted: `flows`, `bytes`, `packets`. */
  readonly measures: readonly Measure[];
  /** Adds `first_start`, `last_start`, `last_end` as epoch seconds, 0 for none. */
  readonly withSpan?: boolean;
  /** More conditions. */
  readonly and?: (params: SqlParams, branch: SumsBranch) => readonly string[];
}

const SUM: Readonly<Record<Measure, string>> = {
  flows: "count()",
  bytes: "ifNull(sum(bytes), 0)",
  packets: "ifNull(sum(packets), 0)",
};
const SPAN = [
  `toUInt32(${FIRST_START_SQL}) AS first_start`,
  `toUInt32(${LAST_START_SQL}) AS last_start`,
  `toUInt32(${LAST_END_SQL}) AS last_end`,
];
const SPAN_AGAIN = [
  "minIf(part.first_start, part.first_start > 0) AS first_start",
  "max(part.last_start) AS last_start",
  "max(part.last_end) AS last_end",
];

/**
 * A SELECT with one row for each key, bucket, action and status: columns `k0`…, `t`, `action`, `log_status`, then
 * `flows`, `sum_bytes`, `sum_packets` as far as they are asked for.
 * @throws RangeError when all branches leave the question's whole time to others.
 */
export function sumsSelect(question: Question, params: SqlParams, options: SumsOptions): string {
  const { branches = [{ columns: [] }], bucket, measures } = options;
  const keys = (branches[0]?.columns ?? []).map((_, i) => `k${i}`);
  const groups = [
    ...keys,
    ...(bucket === undefined ? [] : ["t"]),
    ...(options.byAction ? ["action"] : []),
    ...(options.byStatus ? ["log_status"] : []),
  ];
  const groupBy = groups.length > 0 ? ` GROUP BY ${groups.join(", ")}` : "";
  const selects = branches.flatMap((branch) => {
    const narrowed = [
      ...(options.byStatus ? [] : [FLOW_RECORD]),
      ...branchConditions(branch),
      ...(options.and?.(params, branch) ?? []),
    ];
    const uses = {
      columns: branch.uses ?? options.columns ?? [],
      ...(bucket !== undefined && { bucket }),
      ...(branch.leading && { leading: branch.leading }),
      ...(options.withSpan && { spans: true }),
    };
    const pieces = piecesOf(question, uses, params).filter(
      ({ kept }) => branch.only === undefined || kept === (branch.only === "kept"),
    );
    return pieces.map(({ conditions, time, settings }) => {
      const columns = [
        ...branch.columns.map((sql, i) => `${sql} AS k${i}`),
        ...(bucket === undefined ? [] : [`${bucketOf(time, bucket)} AS t`]),
        ...(options.byAction ? ["action"] : []),
        ...(options.byStatus ? ["log_status"] : []),
        ...measures.map((measure) => `${SUM[measure]} AS ${sumName(measure)}`),
        ...(options.withSpan ? SPAN : []),
      ];
      const rows = fromFlows([...conditions, ...narrowed]);
      return `SELECT ${columns.join(", ")} ${rows}${groupBy}${settings}`;
    });
  });
  const [only] = selects;
  if (only === undefined) throw new RangeError("No branch has any of the question's time.");
  if (selects.length === 1) return only;
  const again = [
    ...groups,
    ...measures.map((measure) => `sum(part.${sumName(measure)}) AS ${sumName(measure)}`),
    ...(options.withSpan ? SPAN_AGAIN : []),
  ];
  return `SELECT ${again.join(", ")} FROM (${selects.join("\nUNION ALL\n")}) AS part${groupBy}`;
}

/** The column of a sum; it differs from every column's name. */
export const sumName = (measure: Measure): string => (measure === "flows" ? "flows" : `sum_${measure}`);

/** The start of the bucket that a time falls into, as epoch seconds. */
const bucketOf = (time: string, seconds: number): string =>
  `toUInt32(toStartOfInterval(${time}, INTERVAL ${Math.floor(seconds)} SECOND, 'UTC'))`;
