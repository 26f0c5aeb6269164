import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "./finding";
import { runDetectors } from "./run";
import { DEFAULT_SETTINGS } from "./settings";
import { attackAll } from "./testing/attacks";
import { lookAlikes } from "./testing/look-alikes";
import { makeLog, startTrafficStore, type TrafficStore } from "./testing/store";
import type { Family, Version } from "./testing/traffic";

let store: TrafficStore;
beforeAll(async () => {
  store = await startTrafficStore();
});
afterAll(() => store.close());

const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ kind, subject }) => `${kind} ${subject.addr ?? subject.interface_id}`).sort();

const cases: readonly (readonly [Version, Family, number])[] = [
  [5, 4, 1],
  [2, 4, 2],
  [5, 6, 3],
  [2, 6, 4],
];

describe.each(cases)("version %i, IPv%i, seed %i", (version, family, seed) => {
  it("has no finding in what goes on every day, nor in what only looks like one", async () => {
    const input = seed * 10;
    const { text } = makeLog(seed, version, family, lookAlikes);
    await store.load(text, version, input);
    const { findings } = await runDetectors({ engine: store.engine, settings: DEFAULT_SETTINGS, input });
    expect(findings.map(({ sentence }) => sentence)).toEqual([]);
  });

  it("finds every incident exactly once, and nothing else", async () => {
    const input = seed * 10 + 1;
    const { text, added } = makeLog(seed + 100, version, family, (traffic, vpc) => {
      lookAlikes(traffic, vpc);
      return attackAll(traffic, vpc);
    });
    await store.load(text, version, input);
    const { findings } = await runDetectors({ engine: store.engine, settings: DEFAULT_SETTINGS, input });
    expect(told(findings)).toEqual(added.map(({ kind, subject }) => `${kind} ${subject}`).sort());
    for (const { kind, subject, flows } of added) {
      const found = findings.find((one) => one.kind === kind && Object.values(one.subject).includes(subject));
      if (flows !== undefined) expect([kind, found?.q, found?.evidence.flows]).toEqual([kind, found?.q, flows]);
    }
  });
});
