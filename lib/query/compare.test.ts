import { afterAll, beforeAll, expect, test } from "vitest";
import { EMPTY_FILTER } from "@/lib/filter";
import { askCompare } from "./compare";
import { GROUPINGS, groupingNamed } from "./grouping";
import type { Question } from "./question";
import { groups, isFlow } from "./testing/reference";
import { BEGIN, testRows } from "./testing/rows";
import { startTestStore, type TestStore } from "./testing/store";
import { askTop } from "./top";

const rows = testRows(500, 11);
let store: TestStore;
beforeAll(async () => {
  store = await startTestStore(rows);
});
afterAll(() => store.close());

const HOUR = 3600;
const question: Question = { filter: EMPTY_FILTER, from: BEGIN + HOUR, to: BEGIN + 2 * HOUR, input: null };
const within = (from: number, to: number) =>
  rows.filter((row) => isFlow(row) && Number(row.start ?? 0) >= from && Number(row.start ?? 0) < to);

test.each(GROUPINGS.map(({ name }) => name))(
  "by %s: the rows of the top list, with what they were before",
  async (name) => {
    const options = { grouping: groupingNamed(name), measure: "bytes", limit: 4 } as const;
    const [answer, top] = await Promise.all([
      askCompare(store.asker, question, options),
      askTop(store.asker, question, options),
    ]);
    expect(answer.rows.map(({ key, now }) => [key, now])).toEqual(top.rows.map(({ key, bytes }) => [key, bytes]));
    const earlier = new Map(groups(within(BEGIN, BEGIN + HOUR), name, "bytes").map((one) => [one.key, one.bytes]));
    for (const { key, before } of answer.rows) expect(before).toBe(earlier.get(key) ?? 0);
    const present = new Set(groups(within(BEGIN + HOUR, BEGIN + 2 * HOUR), name, "bytes").map(({ key }) => key));
    for (const { key, now, before } of answer.gone) {
      expect([present.has(key), now, before]).toEqual([false, 0, earlier.get(key)]);
    }
    expect(answer.before).toMatchObject({ from: BEGIN, to: BEGIN + HOUR, whole: true });
  },
);

test("ties are ordered as the top list orders them", async () => {
  for (const name of ["srcport", "service", "pair", "interface_id"]) {
    const options = { grouping: groupingNamed(name), measure: "flows", limit: 100 } as const;
    const { rows: compared } = await askCompare(store.asker, question, options);
    const { rows: listed } = await askTop(store.asker, question, options);
    expect(compared.map(({ key }) => key)).toEqual(listed.map(({ key }) => key));
  }
});

test("nothing to compare with", async () => {
  const options = { grouping: groupingNamed("addr"), measure: "flows", limit: 4 } as const;
  expect(await askCompare(store.asker, { ...question, to: null }, options)).toMatchObject({ before: null, rows: [] });
  const first = { ...question, from: BEGIN, to: BEGIN + HOUR };
  expect(await askCompare(store.asker, first, options)).toMatchObject({ before: { flows: 0 }, rows: [], gone: [] });
});
