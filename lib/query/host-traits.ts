import { EMPTY_FILTER } from "@/lib/filter";
import { SqlParams } from "@/lib/sql/params";
import type { Raw } from "./count";
import { limits } from "./limits";
import type { Asker, Question } from "./question";
import { scopeSql, stretchesSql } from "./scope";
import { storedColumns } from "./stored-columns";
import { sumsSelect } from "./sums";
import { mostOftenSql } from "./text";
import { stretchesOf } from "./within";

/** Where an interface is and what it belongs to, as far as the log says. */
export interface InterfaceTraits {
  readonly vpc_id: string | null;
  readonly subnet_id: string | null;
  readonly az_id: string | null;
  readonly instance_id: string | null;
}

export const NO_TRAITS: InterfaceTraits = { vpc_id: null, subnet_id: null, az_id: null, instance_id: null };

const TRAITS = ["vpc_id", "subnet_id", "az_id", "instance_id"] as const;
const HOUR = 3600;

/** The last hour in which each interface logged anything: what it is now stands there. */
async function lastHours({ engine, signal }: Asker, question: Question, enis: readonly string[]): Promise<number[]> {
  const params = new SqlParams();
  const sums = sumsSelect(question, params, {
    branches: [{ columns: ["CAST(interface_id, 'String')"] }],
    columns: ["interface_id"],
    bucket: HOUR,
    measures: [],
    and: () => [`interface_id IN ${params.bind(enis, "Array(String)")}`],
  });
  const { rows } = await engine.query<{ t: Raw }>(
    `SELECT DISTINCT t FROM (SELECT k0, max(t) AS t FROM (${sums}) GROUP BY k0)`,
    params.values,
    limits(signal),
  );
  return rows.map(({ t }) => Number(t));
}

/**
 * What the log says of some interfaces, in the last hour of each in the question's range; the filter does not count.
 * @returns by interface; without those that the log says nothing of. @throws EngineError
 */
export async function traitsOf(
  asker: Asker,
  question: Question,
  enis: readonly string[],
): Promise<ReadonlyMap<string, InterfaceTraits>> {
  const stored = await storedColumns(asker);
  const columns = TRAITS.filter((column) => stored === null || stored.columns.has(column));
  if (columns.length === 0 || enis.length === 0) return new Map();
  const place: Question = { ...question, filter: EMPTY_FILTER };
  const hours = await lastHours(asker, place, enis);
  if (hours.length === 0) return new Map();
  const params = new SqlParams();
  const scope = scopeSql(place, params, {
    and: [`interface_id IN ${params.bind(enis, "Array(String)")}`, stretchesSql(stretchesOf(hours), params)],
  });
  const most = columns.map((one) => `${mostOftenSql(one)} AS ${one}_`);
  const sql = `SELECT CAST(interface_id, 'String') AS eni, ${most.join(", ")} ${scope} GROUP BY eni`;
  const { rows } = await asker.engine.query<Record<string, string>>(sql, params.values, limits(asker.signal));
  const traits = (row: Record<string, string>): InterfaceTraits => ({
    ...NO_TRAITS,
    ...Object.fromEntries(columns.map((column) => [column, row[`${column}_`] || null])),
  });
  return new Map(rows.map((row) => [row.eni ?? "", traits(row)]));
}
