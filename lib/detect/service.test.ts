import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Engine } from "@/lib/engine/engine";
import { EMPTY_FILTER, type Filter, parseFilter } from "@/lib/filter";
import type { Question } from "@/lib/query/question";
import { selectFindings } from "./select";
import { FindingsService } from "./service";
import { DEFAULT_SETTINGS } from "./settings";
import { attackAll } from "./testing/attacks";
import { makeLog, startTrafficStore, type TrafficStore } from "./testing/store";

const PATIENCE = 60_000;
const log = makeLog(7, 5, 4, (traffic, vpc) => attackAll(traffic, vpc, ["portScan", "dataLoss", "bruteForce"]));
const EVERYTHING = { filter: EMPTY_FILTER, from: null, to: null, input: null };

let store: TrafficStore;
let service: FindingsService;
beforeAll(async () => {
  store = await startTrafficStore();
  service = new FindingsService(store.engine);
});
afterAll(async () => {
  service.close();
  await store.close();
});

const kinds = async () => {
  const state = await service.ask(null, PATIENCE);
  return (state.result?.findings ?? []).map(({ kind }) => kind).sort();
};

function filterOf(text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.filter;
}

it("follows the store: nothing, then what was put in, with the same ids each time", async () => {
  expect(await kinds()).toEqual([]);
  await store.load(log.text, 5, 1);
  expect(await kinds()).toEqual(["brute_force", "data_loss", "port_scan"]);
  const again = new FindingsService(store.engine);
  const [one, other] = [await service.ask(null, PATIENCE), await again.ask(null, PATIENCE)];
  expect(other.result?.findings).toEqual(one.result?.findings);
  expect(one.current).toBe(true);
  again.close();
});

it("does not wait longer than it may", async () => {
  const fresh = new FindingsService(store.engine);
  expect(await fresh.ask(null, 0)).toMatchObject({ result: null, current: false });
  fresh.close();
});

it("searches again when thresholds change", async () => {
  await service.changeSettings({ port_scan: { ports: 500 }, data_loss: { enabled: false } });
  expect(await kinds()).toEqual(["brute_force"]);
  await service.changeSettings({});
  expect(await service.documents.settings()).toEqual(DEFAULT_SETTINGS);
  expect(await kinds()).toEqual(["brute_force", "data_loss", "port_scan"]);
});

it("keeps dismissals for whoever opens the store next", async () => {
  const id = (await service.ask(null, PATIENCE)).result?.findings[0]?.id ?? "";
  await service.documents.dismiss(id, { reason: "it's \\ ours", at: 5 });
  const next = new FindingsService(store.engine);
  expect([...(await next.documents.dismissals())]).toEqual([[id, { reason: "it's \\ ours", at: 5 }]]);
  await next.documents.restore(id);
  expect((await service.documents.dismissals()).size).toBe(0);
  next.close();
});

it("gives those findings that a range touches and a filter matches", async () => {
  const all = (await service.ask(null, PATIENCE)).result?.findings ?? [];
  const asker = { engine: store.engine };
  const scan = all.find(({ kind }) => kind === "port_scan");
  const chosen = async (change: Partial<Question>) =>
    (await selectFindings(asker, { ...EVERYTHING, ...change }, all)).findings.map(({ kind }) => kind);
  expect(await chosen({})).toHaveLength(3);
  expect(await chosen({ filter: filterOf(`srcaddr:${scan?.subject.addr}`) })).toEqual(["port_scan"]);
  expect(await chosen({ filter: filterOf("dstport:22 action:ACCEPT") })).toEqual(["brute_force"]);
  expect(await chosen({ to: scan?.from ?? 0 })).not.toContain("port_scan");
  expect(await chosen({ from: scan?.from ?? 0, to: (scan?.from ?? 0) + 1 })).toContain("port_scan");
});

it("searches one input as if nothing else were stored", async () => {
  const state = await service.ask(99, PATIENCE);
  expect(state.result?.findings).toEqual([]);
});

it("begins again when the store outgrows a search, and a second asker waits for the same one", async () => {
  const empty = await startTrafficStore();
  await empty.load(log.text.split("\n").slice(0, 200).join("\n"), 5, 1);
  let held = 0;
  // Statements of the first attempt never end by themselves.
  const query: Engine["query"] = (sql, values, options) => {
    if (sql.includes("AS revision") || held > 0 || !options?.signal) return empty.engine.query(sql, values, options);
    held++;
    const { signal } = options;
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
  const growing = new FindingsService(Object.assign(Object.create(empty.engine) as Engine, { query }), 20);
  const first = growing.ask(null, PATIENCE);
  await vi.waitFor(() => expect(held).toBe(1));
  await empty.load(log.text, 5, 2);
  const [one, other] = await Promise.all([first, growing.ask(null, PATIENCE)]);
  expect(other.current).toBe(true);
  expect(one.result).toBe(other.result);
  expect(other.result?.findings.map(({ kind }) => kind)).toContain("port_scan");
  growing.close();
  await empty.close();
});
