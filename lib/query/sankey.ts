import { SqlParams } from "@/lib/sql/params";
import { type Count, countOf, exact, type Raw } from "./count";
import { type Grouping, groupingNamed } from "./grouping";
import { limits } from "./limits";
import { type Measure, sumSql } from "./measure";
import type { Asker, Question } from "./question";
import { type NamedKey, rankedKeys } from "./rank";
import { scopeSql } from "./scope";
import { addressTextSql } from "./text";

/** A stop on the way from a source over a service to a destination. */
export interface SankeyNode {
  /** The address or service; null in the log's own absence, and for the rest. */
  readonly key: string | null;
  readonly column: "source" | "service" | "destination";
  /** True for the sum of what has no node of its own. */
  readonly other: boolean;
  readonly total: Count;
}

/** Traffic between two stops; numbers are places in the list of nodes. */
export interface SankeyLink {
  readonly from: number;
  readonly to: number;
  readonly total: Count;
  readonly flows: Count;
  readonly rejected: Count;
}

/** From whom, over which service, to whom. */
export interface SankeyAnswer {
  readonly measure: Measure;
  readonly nodes: SankeyNode[];
  readonly links: SankeyLink[];
  readonly elapsed_ms: number;
}

/** The record goes back from the service's port: its sender serves. Without ports the sender is the source. */
const BACK = "ifNull(service_port != dstport, 0)";

const side = (name: string, label: string, column: string): Grouping => ({
  ...{ name, label, meaning: "", small: false },
  branches: [{ columns: [column] }],
  types: ["IPv6"],
  uses: ["srcaddr", "dstaddr", "service_port", "dstport"],
  text: addressTextSql("k0"),
});

const SOURCE = side("source", "Source", `if(${BACK}, dstaddr, srcaddr)`);
const DESTINATION = side("destination", "Destination", `if(${BACK}, srcaddr, dstaddr)`);

/** The number of the key that a record has, from 1; 0 for the rest. */
function placeSql(grouping: Grouping, keys: readonly NamedKey[], params: SqlParams): string {
  if (keys.length === 0) return "toUInt8(0)";
  const [{ columns }] = grouping.branches;
  const cases = keys.map(({ stored }, at) => {
    const equal = stored.map((value, i) =>
      value === null
        ? `isNull(${columns[i]})`
        : `ifNull(${columns[i]} = ${params.bind(value, grouping.types[i] ?? "String")}, 0)`,
    );
    return `${equal.join(" AND ")}, ${at + 1}`;
  });
  return `toUInt8(multiIf(${cases.join(", ")}, 0))`;
}

/**
 * From whom, over which service, to whom. The source is who asks: the end without the service's port, whichever way a
 * record goes. The largest of each have a stop of their own, the rest is summed in one.
 * @throws EngineError
 */
export async function askSankey(
  asker: Asker,
  question: Question,
  options: { readonly measure: Measure; readonly limit: number },
): Promise<SankeyAnswer> {
  const started = performance.now();
  const { measure, limit } = options;
  const columns = [
    { column: "source", grouping: SOURCE },
    { column: "service", grouping: groupingNamed("service") },
    { column: "destination", grouping: DESTINATION },
  ] as const;
  const keys = await Promise.all(
    columns.map(({ grouping }) => rankedKeys(asker, question, { grouping, measure, limit })),
  );
  const params = new SqlParams();
  const places = columns.map(({ grouping }, i) => `${placeSql(grouping, keys[i] ?? [], params)} AS place${i}`);
  const sql = `SELECT ${places.join(", ")}, ${sumSql(measure)} AS v, count() AS seen, countIf(action = 'REJECT') AS refused
${scopeSql(question, params)} GROUP BY place0, place1, place2`;
  const { rows } = await asker.engine.query<Record<string, Raw>>(sql, params.values, limits(asker.signal));

  const sums = columns.map(() => new Map<number, bigint>());
  const links = new Map<string, { v: bigint; flows: bigint; rejected: bigint }>();
  for (const row of rows) {
    const at = columns.map((_, i) => Number(row[`place${i}`]));
    for (const [i, place] of at.entries()) sums[i]?.set(place, (sums[i]?.get(place) ?? 0n) + exact(row.v));
    for (const i of [0, 1]) {
      const name = `${i} ${at[i]} ${at[i + 1]}`;
      const link = links.get(name) ?? { v: 0n, flows: 0n, rejected: 0n };
      link.v += exact(row.v);
      link.flows += exact(row.seen);
      link.rejected += exact(row.refused);
      links.set(name, link);
    }
  }
  const nodes: SankeyNode[] = [];
  const numbers = new Map<string, number>();
  for (const [i, { column }] of columns.entries()) {
    const order = [...(keys[i] ?? []).map((_, at) => at + 1), 0];
    for (const place of order) {
      const total = sums[i]?.get(place);
      if (total === undefined) continue;
      const key = place === 0 ? null : (keys[i]?.[place - 1]?.text ?? null);
      numbers.set(`${i} ${place}`, nodes.length);
      nodes.push({ key, column, other: place === 0, total: countOf(total) });
    }
  }
  return {
    measure,
    nodes,
    links: [...links].flatMap(([name, link]) => {
      const [i = 0, a = 0, b = 0] = name.split(" ").map(Number);
      const from = numbers.get(`${i} ${a}`);
      const to = numbers.get(`${i + 1} ${b}`);
      if (from === undefined || to === undefined) return [];
      return [{ from, to, total: countOf(link.v), flows: countOf(link.flows), rejected: countOf(link.rejected) }];
    }),
    elapsed_ms: performance.now() - started,
  };
}
