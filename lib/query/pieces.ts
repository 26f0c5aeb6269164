/**
 * A question cut into pieces that do not overlap: its time at whole minutes or hours, where kept sums can answer the
 * middle; and a host's records into those that it sent and those that it received. Sums of the pieces add up.
 */

import { HOUR_SQL, MINUTE_SQL, SELF_SQL } from "@/lib/engine/accelerators";
import { filterToSql, sidesOf } from "@/lib/filter";
import { parseAddress, storedAddress } from "@/lib/filter/address";
import type { SqlParams } from "@/lib/sql/params";
import type { Grain } from "./kept";
import type { Question } from "./question";
import { rangeSql } from "./scope";

/** Part of a question. */
export interface Piece {
  /** Conditions on a row, of time, filter and input. */
  readonly conditions: readonly string[];
  /** SQL of a record's time, as exact as the piece needs it: an expression of type DateTime. */
  readonly time: string;
}

interface TimePiece {
  readonly conditions: readonly string[];
  readonly time: string;
}

const moment = (seconds: number, params: SqlParams): string => `toDateTime(${params.bind(seconds, "UInt32")}, 'UTC')`;

/** Whole minutes or hours in the middle, records at the ends. */
function timePieces({ from, to }: Question, grain: Grain | null, params: SqlParams): TimePiece[] {
  const whole: TimePiece = { conditions: rangeSql({ from, to }, params), time: "start" };
  if (grain === null) return [whole];
  const first = from === null ? null : Math.ceil(from / grain) * grain;
  const last = to === null ? null : Math.floor(to / grain) * grain;
  if (first !== null && last !== null && first >= last) return [whole];
  const time = grain === 60 ? MINUTE_SQL : HOUR_SQL;
  const middle: string[] = [];
  if (first !== null) middle.push(`${time} >= ${moment(first, params)}`);
  if (last !== null) middle.push(`${time} < ${moment(last, params)}`);
  const pieces: TimePiece[] = [{ conditions: middle, time }];
  if (from !== null && first !== null && from < first)
    pieces.push({ conditions: rangeSql({ from, to: first }, params), time: "start" });
  if (to !== null && last !== null && last < to)
    pieces.push({ conditions: rangeSql({ from: last, to }, params), time: "start" });
  return pieces;
}

/** Each way of a host's traffic for itself: the store is ordered by source, and by destination, but not by both. */
function sidePieces(question: Question, params: SqlParams): string[][] {
  const sides = sidesOf(question.filter);
  const whole = (): string[] => (question.filter.root === null ? [] : [filterToSql(question.filter, params)]);
  if (sides === null || sides.source !== undefined || sides.destination !== undefined) return [whole()];
  const bound = sides.either.map((text) => {
    const address = parseAddress(text);
    return address === undefined ? null : params.bind(storedAddress(address), "IPv6");
  });
  const rest = sides.rest.root === null ? [] : [filterToSql(sides.rest, params)];
  const [a, b] = bound;
  if (bound.length === 1 && a) {
    return [
      [`srcaddr = ${a}`, ...rest],
      [`dstaddr = ${a}`, `(${SELF_SQL}) = 0`, ...rest],
    ];
  }
  if (bound.length === 2 && a && b) {
    return [
      [`srcaddr = ${a}`, `dstaddr = ${b}`, ...rest],
      [`srcaddr = ${b}`, `dstaddr = ${a}`, ...rest],
    ];
  }
  return [whole()];
}

/** Cuts a question. @param grain of the kept sums that can answer; null when only the records can. */
export function piecesOf(question: Question, grain: Grain | null, params: SqlParams): Piece[] {
  const input = question.input === null ? [] : [`input = ${params.bind(question.input, "UInt32")}`];
  const times = timePieces(question, grain, params);
  return sidePieces(question, params).flatMap((side) =>
    times.map(({ conditions, time }) => ({ conditions: [...conditions, ...side, ...input], time })),
  );
}
