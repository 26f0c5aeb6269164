import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "@/lib/engine/engine";
import { EngineError } from "@/lib/engine/errors";
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

/** An engine that gives some statements up. */
function impatient(engine: Engine, fits: (sql: string) => boolean): Engine {
  const query: Engine["query"] = (sql, ...rest) => {
    if (fits(sql)) return Promise.reject(new EngineError("Timeout exceeded", 159, "TIMEOUT_EXCEEDED", "timeout"));
    return engine.query(sql, ...rest);
  };
  return new Proxy(engine, {
    get: (target, name) => (name === "query" ? query : Reflect.get(target, name, target)),
  });
}

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

it("goes on when there is too much to look through for one kind, and says so", async () => {
  const input = 99;
  const { text, added } = makeLog(9, 5, 4, attackAll);
  await store.load(text, 5, input);
  const engine = impatient(store.engine, (sql) => sql.includes("uniqExact(server)"));
  const { findings, cut } = await runDetectors({ engine, settings: DEFAULT_SETTINGS, input });
  const others = added.filter(({ kind }) => kind !== "host_sweep");
  expect(told(findings)).toEqual(others.map(({ kind, subject }) => `${kind} ${subject}`).sort());
  expect(cut).toEqual(["host sweep (there is too much to look through)"]);
});

/** What an interface sends in 10-minute windows that do not begin on the hour: bytes by window, as far as each was in use. */
function steadyLog(windows: readonly { readonly from: number; readonly to: number; readonly bytes: number }[]): string {
  const line = (from: number, to: number, bytes: number, port: number): string =>
    `2 123456789012 eni-0a1b2c3d4e5f60718 10.0.1.10 10.0.2.20 ${port} 443 6 ${Math.ceil(bytes / 1400)} ${Math.round(bytes)} ${from} ${to} ACCEPT OK`;
  return `${windows.map(({ from, to, bytes }, at) => line(from, to, bytes, 40_000 + (at % 9))).join("\n")}\n`;
}

describe("traffic in 10-minute windows", () => {
  const begin = 1_780_272_130;
  const day = Array.from({ length: 144 }, (_, at) => ({
    from: begin + at * 600,
    to: begin + at * 600 + 590,
    bytes: 9e6,
  }));
  const next = begin + 144 * 600;
  const spikes = async (input: number, windows: Parameters<typeof steadyLog>[0]) => {
    await store.load(steadyLog(windows), 2, input);
    const { findings } = await runDetectors({ engine: store.engine, settings: DEFAULT_SETTINGS, input });
    return findings.filter(({ kind }) => kind === "traffic_spike");
  };

  it("that moves 45 MB in each five minutes is no spike of 100 MB, though two records begin within five", async () => {
    const steady = [
      { from: next + 400, to: next + 599, bytes: 30e6 },
      ...[1, 2, 3].map((at) => ({ from: next + at * 600, to: next + at * 600 + 599, bytes: 90e6 })),
      { from: next + 4 * 600, to: next + 4 * 600 + 200, bytes: 30e6 },
    ];
    expect(await spikes(201, [...day, ...steady])).toEqual([]);
  });

  it("that moves 150 MB in five minutes is one", async () => {
    const [spike, ...others] = await spikes(202, [...day, { from: next, to: next + 599, bytes: 310e6 }]);
    expect(others).toEqual([]);
    expect(spike?.why.measured).toBeGreaterThan(140e6);
    expect(spike?.evidence.bytes).toBeGreaterThanOrEqual(310e6);
  });
});
