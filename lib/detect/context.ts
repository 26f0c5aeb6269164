/** What a detector works with: bounded statements over records whose two ends are named. */

import type { Engine } from "@/lib/engine/engine";
import { EngineError } from "@/lib/engine/errors";
import { backgroundLimits, type InsideSql, insideSql, type Network } from "@/lib/enrich";
import { EMPTY_FILTER } from "@/lib/filter";
import { parseAddress, storedAddress } from "@/lib/filter/address";
import { type ScopeOptions, scopeSql } from "@/lib/query/scope";
import { ABSENT_ADDRESS } from "@/lib/query/text";
import { SqlParams } from "@/lib/sql/params";
import type { DetectSettings } from "./settings";
import { type HourCount, hourCounts, packSlices, type Slice } from "./slices";

/** A statement under construction. */
export interface Sql {
  readonly params: SqlParams;
  readonly where: InsideSql;
  /**
   * A subquery of flow records: `s` and `d` are the two ends (the packet's own addresses where the record has them),
   * `t` the start in epoch seconds, `plain` 1 where the ends are the record's srcaddr and dstaddr, `eni` the interface,
   * and the columns that are named.
   */
  rows(columns: readonly string[], and?: readonly string[], options?: RowsOptions): string;
  bind(value: unknown, type: string): string;
  /** Binds a list of addresses, as a list for IN. */
  addresses(texts: readonly string[]): string;
}

/** Which rows of the store a subquery reads. */
export interface RowsOptions extends ScopeOptions {
  /** Starts from and to, both included, epoch seconds: only what the store holds of that time is read. */
  readonly time?: { readonly from: number; readonly to: number };
}

/** What every detector is given. */
export interface DetectContext {
  readonly settings: DetectSettings;
  readonly network: Network;
  /** Seconds between windows that still belong to one incident. */
  readonly gap: number;
  /** Notes that something was left out because it was too much. */
  cut(what: string): void;
  /** Runs one statement. @throws EngineError */
  query<Row>(build: (sql: Sql) => string): Promise<Row[]>;
  /**
   * Runs a statement that groups by a key; when the groups need more memory than a statement may use, it is run again
   * for a part of the keys at a time.
   * @param build gets a condition on the key to put into the statement's WHERE.
   */
  grouped<Row>(key: string, build: (sql: Sql, part: string) => string): Promise<Row[]>;
  /**
   * Stretches of time that hold all records, each a number of them that can be grouped by conversation in memory.
   * @param width seconds: windows of that width, from multiples of it on, lie in one slice.
   */
  slices(width: number): Promise<readonly Slice[]>;
}

const MOST_PARTS = 64;
/** Records of a slice: groups of about 200 bytes for each would take a third of what a statement may use. */
const SLICE_RECORDS = 3_000_000;

/** The most rows that one statement may hand over. */
export const MOST_EVENTS = 300_000;

export interface ContextOptions {
  readonly engine: Engine;
  readonly settings: DetectSettings;
  readonly network: Network;
  /** One import or source alone; null for all. */
  readonly input: number | null;
  readonly signal?: AbortSignal;
  readonly onCut?: (what: string) => void;
}

/** Makes the context of one run. */
export function detectContext({ engine, settings, network, input, signal, onCut }: ContextOptions): DetectContext {
  const question = { filter: EMPTY_FILTER, from: null, to: null, input };
  const base = backgroundLimits(signal);
  const bounded = { ...base, settings: { ...base.settings, max_result_rows: MOST_EVENTS * 2 } };
  const end = (side: "src" | "dst") =>
    network.hasPacketAddresses
      ? `if(pkt_${side}addr = ${ABSENT_ADDRESS}, ${side}addr, pkt_${side}addr)`
      : `${side}addr`;
  const plain = network.hasPacketAddresses ? "srcaddr = s AND dstaddr = d" : "1";
  const begin = (): Sql => {
    const params = new SqlParams();
    const bind = (value: unknown, type: string) => params.bind(value, type);
    return {
      params,
      where: insideSql(network, params),
      bind,
      addresses: (texts) =>
        `(${texts.map((text) => bind(storedAddress(parseAddress(text) ?? 0n), "IPv6")).join(", ") || ABSENT_ADDRESS})`,
      rows: (columns, and = [], options = {}) => {
        const { time } = options;
        const place = time ? { ...question, from: Math.max(0, time.from), to: time.to + 1 } : question;
        const scope = scopeSql(place, params, { ...options, and: ["toUInt32(start) > 0", ...(options.and ?? [])] });
        const inner = `SELECT ${end("src")} AS s, ${end("dst")} AS d, toUInt32(start) AS t, ${plain} AS plain, CAST(interface_id, 'String') AS eni${columns.map((one) => `, ${one}`).join("")} ${scope}`;
        const wanted = and.length === 0 ? "" : ` WHERE ${and.map((one) => `(${one})`).join(" AND ")}`;
        return `(SELECT * FROM (${inner})${wanted})`;
      },
    };
  };
  const query = async <Row>(build: (sql: Sql) => string): Promise<Row[]> => {
    signal?.throwIfAborted();
    const sql = begin();
    const text = build(sql);
    return (await engine.query<Row>(text, sql.params.values, bounded)).rows;
  };
  let counts: Promise<HourCount[]> | null = null;
  return {
    settings,
    network,
    slices: async (width) => {
      counts ??= hourCounts(engine, question, bounded);
      return packSlices(await counts, SLICE_RECORDS, width);
    },
    gap: settings.incident_gap_minutes * 60,
    cut: (what) => onCut?.(what),
    query,
    grouped: async <Row>(key: string, build: (sql: Sql, part: string) => string): Promise<Row[]> => {
      for (let parts = 1; ; parts *= 8) {
        try {
          const all: Row[] = [];
          for (let part = 0; part < parts; part++) {
            const condition = parts === 1 ? "1" : `cityHash64(${key}) % ${parts} = ${part}`;
            all.push(...(await query<Row>((sql) => build(sql, condition))));
          }
          return all;
        } catch (error) {
          if (!(error instanceof EngineError) || error.kind !== "memory" || parts >= MOST_PARTS) throw error;
        }
      }
    },
  };
}

/** Cuts a list into pieces, so that a statement's values fit into a request. */
export function batches<Item>(items: readonly Item[], size: number): Item[][] {
  const all: Item[][] = [];
  for (let at = 0; at < items.length; at += size) all.push(items.slice(at, at + size));
  return all;
}

/** The time that suspects span, and some seconds before and after it. */
export function timeOf(
  suspects: readonly { readonly first: number; readonly last: number }[],
  slack: number,
): { readonly from: number; readonly to: number } {
  return {
    from: Math.min(...suspects.map(({ first }) => Number(first))) - slack,
    to: Math.max(...suspects.map(({ last }) => Number(last))) + slack,
  };
}
