import { compare, evaluate, numberOf, type Row, type Value } from "./evaluate";
import { type Expression, type Named, QueryError } from "./syntax";

type Aggregate = (rows: readonly Row[], of: Expression | undefined) => Value;

const values = (rows: readonly Row[], of: Expression | undefined): Value[] =>
  of ? rows.map((row) => evaluate(of, row)).filter((value) => value !== null) : [];
const numbers = (rows: readonly Row[], of: Expression | undefined): number[] =>
  values(rows, of)
    .map(numberOf)
    .filter((number) => number !== null);
const total = (list: readonly number[]): number => list.reduce((sum, number) => sum + number, 0);

const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  count: (rows, of) => (of && of.kind === "field" ? values(rows, of).length : rows.length),
  count_distinct: (rows, of) => new Set(values(rows, of).map(String)).size,
  sum: (rows, of) => total(numbers(rows, of)),
  avg: (rows, of) => {
    const list = numbers(rows, of);
    return list.length === 0 ? null : total(list) / list.length;
  },
  min: (rows, of) => values(rows, of).reduce<Value>((a, b) => (a === null || compare(b, a) < 0 ? b : a), null),
  max: (rows, of) => values(rows, of).reduce<Value>((a, b) => (a === null || compare(b, a) > 0 ? b : a), null),
  earliest: (rows, of) => values([...rows].sort(byTime), of)[0] ?? null,
  latest: (rows, of) => values([...rows].sort(byTime), of).at(-1) ?? null,
};

const byTime = (a: Row, b: Row): number => compare(a["@timestampMs"] ?? null, b["@timestampMs"] ?? null);

/** Groups rows and gives one row for each group. A group field that is missing is missing in its row too. */
export function aggregate(rows: readonly Row[], columns: readonly Named[], by: readonly Named[]): Row[] {
  const groups = new Map<string, { readonly keys: Row; readonly rows: Row[] }>();
  for (const row of rows) {
    const keys = Object.fromEntries(by.map(({ expression, name }) => [name, evaluate(expression, row)] as const));
    const id = JSON.stringify(Object.values(keys));
    const group = groups.get(id);
    if (group) group.rows.push(row);
    else groups.set(id, { keys, rows: [row] });
  }
  return [...groups.values()].map((group) => ({
    ...group.keys,
    ...Object.fromEntries(columns.map(({ expression, name }) => [name, reduce(expression, group.rows)] as const)),
  }));
}

function reduce(expression: Expression, rows: readonly Row[]): Value {
  if (expression.kind === "call") {
    const run = AGGREGATES[expression.name];
    if (run) return run(rows, expression.parts[0]);
  }
  if (expression.kind === "operator") {
    // An operator over aggregates, such as sum(bytes) / count(*): each side is reduced for itself.
    const sides = expression.parts.map(
      (part) => ({ kind: "value", value: numberOf(reduce(part, rows)) ?? 0, text: "" }) as const,
    );
    return evaluate({ ...expression, parts: sides }, {});
  }
  if (expression.kind === "value") return expression.value;
  throw new QueryError(`${expression.text} is not an aggregation`, 0, 0);
}
