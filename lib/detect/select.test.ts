import { afterAll, beforeAll, expect, it } from "vitest";
import { type Filter, filterToSql, parseFilter } from "@/lib/filter";
import type { Question } from "@/lib/query/question";
import { scopeSql } from "@/lib/query/scope";
import { SqlParams } from "@/lib/sql/params";
import type { Finding } from "./finding";
import { runDetectors } from "./run";
import { toldByAddresses } from "./select";
import { DEFAULT_SETTINGS } from "./settings";
import { attackAll } from "./testing/attacks";
import { makeLog, startTrafficStore, type TrafficStore } from "./testing/store";

let store: TrafficStore;
let findings: readonly Finding[];
beforeAll(async () => {
  store = await startTrafficStore();
  await store.load(makeLog(21, 5, 4, attackAll).text, 5, 1);
  findings = (await runDetectors({ engine: store.engine, settings: DEFAULT_SETTINGS, input: null })).findings;
});
afterAll(() => store.close());

const filterOf = (text: string): Filter => {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.filter;
};

async function hasRecord(question: Question, own: Filter): Promise<boolean> {
  const params = new SqlParams();
  const scope = scopeSql(question, params, { rows: "lines", and: [filterToSql(own, params)] });
  const { rows } = await store.engine.query(`SELECT 1 ${scope} LIMIT 1`, params.values);
  return rows.length > 0;
}

it("what the addresses of two filters tell is what the records say", async () => {
  const addresses = new Set(["203.0.113.250"]);
  for (const { subject, targets } of findings)
    for (const text of [subject.addr ?? "", ...targets.sample.slice(0, 1)])
      if (/^[\d.]+$/.test(text)) addresses.add(text);
  const told = { yes: 0, no: 0 };
  for (const address of [...addresses].slice(0, 9)) {
    for (const text of [`addr:${address}`, `srcaddr:${address}`, `dstaddr:${address} action:REJECT`]) {
      for (const finding of findings) {
        const middle = Math.floor((finding.from + finding.to) / 2);
        for (const from of [null, middle]) {
          const question: Question = { filter: filterOf(text), from, to: null, input: null };
          const own = filterOf(finding.q);
          const answer = toldByAddresses(question, own, finding);
          if (answer === null) continue;
          told[answer ? "yes" : "no"]++;
          expect([text, finding.q, answer]).toEqual([text, finding.q, await hasRecord(question, own)]);
        }
      }
    }
  }
  expect(told.yes).toBeGreaterThan(0);
  expect(told.no).toBeGreaterThan(0);
});
