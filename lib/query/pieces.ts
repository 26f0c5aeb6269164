/**
 * A question cut into pieces that do not overlap: its time at whole days, hours or minutes, where kept sums can answer
 * the middle; and a host's records into those that it sent and those that it received. Sums of the pieces add up.
 */

import { DAY_SQL, HOUR_SQL, MINUTE_SQL, SELF_SQL } from "@/lib/engine/accelerators";
import { filterToSql, sidesOf } from "@/lib/filter";
import { parseAddress, storedAddress } from "@/lib/filter/address";
import { SqlParams } from "@/lib/sql/params";
import { columnsOf, type Grain, type KeptSums, keptFor, type Leading, lacksSpans } from "./kept";
import type { Question } from "./question";
import { withinSql } from "./scope";

/** Part of a question. */
export interface Piece {
  /** Conditions on a row, of time, filter and input. */
  readonly conditions: readonly string[];
  /** SQL of a record's time, as exact as the piece needs it: an expression of type DateTime. */
  readonly time: string;
  /** What helps the engine to plan it: SETTINGS of its SELECT, or nothing. */
  readonly settings: string;
  /** True when kept sums answer it. */
  readonly kept: boolean;
}

/** Part of a question, by its time. */
interface TimePiece {
  readonly conditions: readonly string[];
  readonly time: string;
  /** The sums that answer it; null for the records. */
  readonly sums: KeptSums | null;
}

/** A half-open stretch of time in epoch seconds; null where it is open. */
interface Stretch {
  readonly from: number | null;
  readonly to: number | null;
}

const TIME: Readonly<Record<Grain, string>> = { 60: MINUTE_SQL, 3600: HOUR_SQL, 86400: DAY_SQL };

const moment = (seconds: number, params: SqlParams): string => `toDateTime(${params.bind(seconds, "UInt32")}, 'UTC')`;

function stretchSql(time: string, { from, to }: Stretch, params: SqlParams): string {
  const parts: string[] = [];
  if (from !== null) parts.push(`${time} >= ${moment(from, params)}`);
  if (to !== null) parts.push(`${time} < ${moment(to, params)}`);
  return parts.join(" AND ");
}

/** A stretch's whole days, hours or minutes, and what is left at its ends. */
function cut(stretch: Stretch, grain: Grain): { middle: Stretch | null; ends: Stretch[] } {
  const { from, to } = stretch;
  const first = from === null ? null : Math.ceil(from / grain) * grain;
  const last = to === null ? null : Math.floor(to / grain) * grain;
  if (first !== null && last !== null && first >= last) return { middle: null, ends: [stretch] };
  const ends: Stretch[] = [];
  if (from !== null && first !== null && from < first) ends.push({ from, to: first });
  if (to !== null && last !== null && last < to) ends.push({ from: last, to });
  return { middle: { from: first, to: last }, ends };
}

/** All stretches that are answered alike are one piece: each statement more costs the engine time to plan. */
function timePiece(stretches: readonly Stretch[], sums: KeptSums | null, params: SqlParams): TimePiece {
  const time = sums === null ? "start" : TIME[sums.grain];
  const parts = stretches.map((one) => stretchSql(time, one, params)).filter(Boolean);
  if (parts.length === 0) return { conditions: [], time, sums };
  return { conditions: [parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(") OR (")})`], time, sums };
}

/** The widest sums in the middle, narrower ones beside it, records at the ends. */
function timePieces({ from, to }: Stretch, kept: readonly KeptSums[], params: SqlParams): TimePiece[] {
  const pieces: TimePiece[] = [];
  let left: Stretch[] = [{ from, to }];
  for (const sums of kept) {
    const cuts = left.map((stretch) => cut(stretch, sums.grain));
    const middles = cuts.flatMap(({ middle }) => (middle ? [middle] : []));
    if (middles.length > 0) pieces.push(timePiece(middles, sums, params));
    left = cuts.flatMap(({ ends }) => ends);
  }
  if (left.length > 0) pieces.push(timePiece(left, null, params));
  return pieces;
}

/** Part of a question's rows, by its filter. */
interface SidePiece {
  readonly conditions: readonly string[];
  /** The columns of the conditions. */
  readonly columns: ReadonlySet<string>;
  /** The end whose address they name; null for none. */
  readonly leading: Leading | null;
}

/** Each way of a host's traffic for itself: the store is ordered by source, and by destination, but not by both. */
function sidePieces({ filter }: Question, params: SqlParams): SidePiece[] {
  const sides = sidesOf(filter);
  const whole = (): SidePiece => ({
    conditions: filter.root === null ? [] : [filterToSql(filter, params)],
    columns: columnsOf(filter.root, new Set()),
    leading: sides?.source !== undefined ? "srcaddr" : sides?.destination !== undefined ? "dstaddr" : null,
  });
  if (sides === null || sides.source !== undefined || sides.destination !== undefined) return [whole()];
  const bound = sides.either.map((text) => {
    const address = parseAddress(text);
    return address === undefined ? null : params.bind(storedAddress(address), "IPv6");
  });
  const rest = sides.rest.root === null ? [] : [filterToSql(sides.rest, params)];
  const columns = (...ends: string[]) => columnsOf(sides.rest.root, new Set(ends));
  const [a, b] = bound;
  if (bound.length === 1 && a) {
    return [
      { conditions: [`srcaddr = ${a}`, ...rest], columns: columns("srcaddr"), leading: "srcaddr" },
      { conditions: [`dstaddr = ${a}`, `(${SELF_SQL}) = 0`, ...rest], columns: columns("dstaddr"), leading: "dstaddr" },
    ];
  }
  if (bound.length === 2 && a && b) {
    return [
      {
        conditions: [`srcaddr = ${a}`, `dstaddr = ${b}`, ...rest],
        columns: columns("srcaddr", "dstaddr"),
        leading: "srcaddr",
      },
      {
        conditions: [`srcaddr = ${b}`, `dstaddr = ${a}`, ...rest],
        columns: columns("srcaddr", "dstaddr"),
        leading: "srcaddr",
      },
    ];
  }
  return [whole()];
}

/**
 * Tells the engine which kept sums answer a SELECT. It would find them by itself, by planning with each projection of
 * each part in turn: that takes as long as the rest of a short statement.
 */
const sumsSettings = ({ projection }: KeptSums): string =>
  projection === null ? "" : ` SETTINGS preferred_optimize_projection_name = '${projection}'`;

/**
 * Where an address's records lie is known exactly; to test each block's bloom filter beside that takes many times as long.
 */
export const EXACT_PLACES = " SETTINGS use_skip_indexes = 0";

const sideSettings = ({ leading }: SidePiece): string => (leading === null ? "" : EXACT_PLACES);

/**
 * A question without its time, cut in the same way: SELECTs of records that do not overlap, as conditions and SETTINGS.
 */
export function waysOf(question: Question, params: SqlParams): { conditions: readonly string[]; settings: string }[] {
  return sidePieces(question, params).map((side) => ({ conditions: side.conditions, settings: sideSettings(side) }));
}

/** What a statement makes of the pieces. */
export interface PiecesOptions {
  /** The columns that it groups by, or has conditions on, beside the filter's. */
  readonly columns: readonly string[];
  /** The width of its time buckets in seconds. */
  readonly bucket?: number;
  /** The end whose addresses its own conditions name, if one. */
  readonly leading?: Leading;
  /** True when it asks for the first and the last time of a record. */
  readonly spans?: boolean;
}

/** The columns that the conditions of a side are about. */
const columnsUsed = (side: SidePiece, { input }: Question): Set<string> =>
  new Set([...side.columns, ...(input === null ? [] : ["input"])]);

/**
 * True when the sums that answer a question tell its first and last time too, or when no sums answer it: then to ask for
 * these takes no other scan than to ask for sums alone.
 */
export const tellsSpan = (question: Question): boolean =>
  sidePieces(question, new SqlParams()).every((side) => !lacksSpans(columnsUsed(side, question)));

/** An address has a few sums of an hour; where its time is no longer, to read those of days beside them costs more. */
const MANY_HOURS = 31 * 86_400;

/** The sums that are worth reading: of one address in a short time, those of hours alone. */
function worthReading(kept: readonly KeptSums[], { leading }: SidePiece, { from, to }: Question): readonly KeptSums[] {
  const short = from !== null && to !== null && to - from <= MANY_HOURS;
  const narrow = kept.filter(({ grain }) => grain < 86_400);
  return leading !== null && short && narrow.length > 0 ? narrow : kept;
}

/** Cuts a question so that kept sums answer what they can. */
export function piecesOf(question: Question, options: PiecesOptions, params: SqlParams): Piece[] {
  const input = question.input === null ? [] : [`input = ${params.bind(question.input, "UInt32")}`];
  return sidePieces(question, params).flatMap((side) => {
    const used = new Set([...columnsUsed(side, question), ...options.columns]);
    const leading = side.leading ?? options.leading;
    const kept = worthReading(keptFor(used, { ...options, leading }), side, question);
    const within = withinSql(question, params);
    return timePieces(question, kept, params).map(({ conditions, time, sums }) => ({
      conditions: [...conditions, ...(sums === null ? within : []), ...side.conditions, ...input],
      time,
      settings: sums === null ? sideSettings(side) : sumsSettings(sums),
      kept: sums !== null,
    }));
  });
}
