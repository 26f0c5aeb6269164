import { afterAll, beforeAll, expect, test } from "vitest";
import type { Engine } from "@/lib/engine/engine";
import { EMPTY_FILTER } from "@/lib/filter";
import { groupingNamed } from "@/lib/query/grouping";
import { BEGIN, HOURS } from "@/lib/query/testing/rows";
import { startTestStore, type TestStore } from "@/lib/query/testing/store";
import { askTop } from "@/lib/query/top";
import { sharedStatements } from "./shared-statements";

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.close());

/** The store's engine, and every statement that reaches it. */
function watched(): { engine: Engine; statements: string[] } {
  const statements: string[] = [];
  const query: Engine["query"] = (sql, values, options) => {
    statements.push(JSON.stringify([sql, values], (_, value) => (typeof value === "bigint" ? String(value) : value)));
    return store.asker.engine.query(sql, values, options);
  };
  const engine: Engine = new Proxy(store.asker.engine, {
    get: (target, name) => {
      if (name === "query") return query;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { engine, statements };
}

const question = { filter: EMPTY_FILTER, from: BEGIN, to: BEGIN + HOURS * 3600, input: null };
const top = (engine: Engine, by: string) =>
  askTop({ engine }, question, { grouping: groupingNamed(by), measure: "bytes", limit: 10 });

test("every grouping can be asked for, those of numbers too", async () => {
  const shared = sharedStatements(store.asker.engine, () => 1);
  for (const by of ["srcport", "dstport", "port", "protocol", "tcp_flags", "action", "interface_id"]) {
    expect((await top(shared, by)).rows).toEqual((await top(store.asker.engine, by)).rows);
  }
});

test("lists of one page share the statements that they have in common, and answer as they do alone", async () => {
  const { engine, statements } = watched();
  const shared = sharedStatements(engine, () => 1);
  const lists = ["addr", "pair", "srcaddr", "dstaddr", "service"];
  const answers = await Promise.all(lists.map((by) => top(shared, by)));
  expect(new Set(statements).size).toBe(statements.length);
  const together = statements.length;
  statements.length = 0;
  for (const [at, by] of lists.entries()) {
    const { elapsed_ms: _, ...alone } = await top(engine, by);
    expect(answers[at]).toMatchObject(alone);
  }
  expect(statements.length).toBeGreaterThan(together);
});

test("another revision of the store is asked again", async () => {
  const { engine, statements } = watched();
  let revision = 1;
  const shared = sharedStatements(engine, () => revision);
  await shared.query("SELECT 1 AS one");
  await shared.query("SELECT 1 AS one");
  expect(statements).toHaveLength(1);
  revision = 2;
  await shared.query("SELECT 1 AS one");
  expect(statements).toHaveLength(2);
});

test("a statement goes on for those who wait for it, and ends when nobody does", async () => {
  const { engine } = watched();
  const shared = sharedStatements(engine, () => 1);
  const [first, second] = [new AbortController(), new AbortController()];
  const slow = "SELECT sum(sleepEachRow(0.2)) AS slept FROM numbers(5) SETTINGS max_block_size = 1";
  const one = shared.query(slow, {}, { signal: first.signal });
  const two = shared.query<{ slept: number }>(slow, {}, { signal: second.signal });
  first.abort(new Error("closed"));
  await expect(one).rejects.toThrow("closed");
  expect((await two).rows).toHaveLength(1);
});
