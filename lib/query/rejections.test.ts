import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_FILTER, parseFilter } from "@/lib/filter";
import { parseAddress, printAddress } from "@/lib/filter/address";
import { BLOCKS, publicSql, spaceOf } from "./address-space";
import { rangeBefore, trendOf } from "./before";
import type { Question } from "./question";
import { askRejections, type RejectionsOptions } from "./rejections";
import { REJECTION_GROUPINGS, REJECTION_SORTS } from "./rejections-options";
import { flowMaker } from "./testing/flow";
import { isFlow } from "./testing/reference";
import { BEGIN, HOURS, type TestRow, testRows } from "./testing/rows";
import { startTestStore, type TestStore } from "./testing/store";

const T = 1_587_740_000;
const HOUR = 3600;
const SCANNER = "203.0.113.9";
const QUIET = "203.0.113.10";
const SWEEPER = "203.0.113.12";
const CUSTOMER = "203.0.113.13";
const ACCEPTED = "203.0.113.11";
const INSIDE = "198.51.100.40";
const OWN = "10.0.0.5";

const flow = flowMaker(T);

const ports = [22, 23, 80, 443, 3389];
const ROWS: TestRow[] = [
  // Tries five services and is never let in.
  ...ports.map((port) => flow(SCANNER, 40_000 + port, OWN, port)),
  // Two services, or nine addresses, are not enough.
  ...ports.slice(0, 2).map((port) => flow(QUIET, 41_000, OWN, port)),
  ...Array.from({ length: 9 }, (_, n) => flow(CUSTOMER, 41_000, `10.0.1.${n}`, 443)),
  ...Array.from({ length: 10 }, (_, n) => flow(SWEEPER, 41_000, `10.0.1.${n}`, 445)),
  // Who is accepted once, or is inside, is none however much it tries.
  ...ports.map((port) => flow(ACCEPTED, 42_000, OWN, port)),
  flow(ACCEPTED, 42_001, OWN, 8443, { action: "ACCEPT" }),
  ...ports.map((port) => flow(INSIDE, 43_000, "192.0.2.1", port, { flow_direction: "egress" })),
  ...ports.map((port) => flow("10.0.0.7", 44_000, OWN, port, { start: T + 60 })),
  // With SYN, each record is an attempt; the same client port twice without flags is one.
  flow("10.0.0.8", 45_000, OWN, 5432, { tcp_flags: 2, bytes: 100 }),
  flow("10.0.0.8", 45_000, OWN, 5432, { tcp_flags: 2, bytes: 100 }),
  flow("10.0.0.8", 45_000, OWN, 5432, { tcp_flags: 16, bytes: 100 }),
  flow("10.0.0.9", 46_000, OWN, 6379),
  flow("10.0.0.9", 46_000, OWN, 6379, { start: T + 90 }),
  // A refused answer: the client is who asked.
  flow(OWN, 9200, "10.0.0.9", 47_000),
  // The hour before: 5432 was refused once, 25 twice and no more.
  flow("10.0.0.8", 45_001, OWN, 5432, { start: T - HOUR, tcp_flags: 2 }),
  flow("10.0.0.8", 45_002, OWN, 25, { start: T - 60 }),
  flow("10.0.0.8", 45_003, OWN, 25, { start: T - 50 }),
];

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore(ROWS);
});
afterAll(() => store.close());

const hour: Question = { filter: EMPTY_FILTER, from: T, to: T + HOUR, input: null };
const options: RejectionsOptions = { by: "service", sort: "flows", limit: 50, noise: "folded" };
const ask = (more: Partial<RejectionsOptions> = {}, question: Partial<Question> = {}) =>
  askRejections(store.asker, { ...hour, ...question }, { ...options, ...more });

describe("noise", () => {
  test("is who is public, tries three services or ten addresses, and is accepted nowhere", async () => {
    const answer = await ask({ by: "srcaddr", noise: "only" });
    expect(answer.rows.map(({ key, flows }) => [key, flows])).toEqual([
      [SWEEPER, 10],
      [SCANNER, 5],
    ]);
  });

  test("is one sum beside the rows, and part of the total", async () => {
    const answer = await ask({ by: "srcaddr" });
    expect(answer.noise).toMatchObject({ flows: 15, groups: 2, sources: 2, services: 6 });
    const keys = answer.rows.map(({ key }) => key);
    for (const key of [SCANNER, SWEEPER]) expect(keys).not.toContain(key);
    for (const key of [QUIET, CUSTOMER, ACCEPTED, INSIDE]) expect(keys).toContain(key);
    const listed = answer.rows.reduce((sum, { flows }) => sum + Number(flows), 0);
    expect(listed + Number(answer.noise.flows)).toBe(answer.total.flows);
  });

  test("does not depend on the filter", async () => {
    const parsed = parseFilter("dstport:22");
    if (!parsed.ok) throw new Error(parsed.error.message);
    const answer = await ask({}, { filter: parsed.filter });
    expect(answer.noise.flows).toBe(1);
    expect(answer.rows).toMatchObject([{ key: "22/tcp", flows: 4 }]);
  });
});

describe("rows", () => {
  test("attempts: records with SYN, or distinct client ports", async () => {
    const { rows } = await ask();
    const of = (key: string) => rows.find((row) => row.key === key);
    expect(of("5432/tcp")).toMatchObject({ flows: 3, attempts: 2, bytes: 300, sources: 1, destinations: 1 });
    expect(of("6379/tcp")).toMatchObject({ flows: 2, attempts: 1, first_start: T, last_start: T + 90 });
  });

  test("the busiest pair has the client first, also where an answer was refused", async () => {
    const { rows } = await ask();
    expect(rows.find(({ key }) => key === "9200/tcp")?.busiest).toEqual({
      ...{ client: "10.0.0.9", server: OWN, port: 9200, protocol: 6, flows: 1 },
    });
    // Noise is folded, so its pairs judge no row.
    for (const { busiest } of rows) expect(busiest?.client).not.toBe(SCANNER);
  });

  test("tell what has changed since the period before", async () => {
    const { rows, gone, before } = await ask();
    expect(before).toMatchObject({ from: T - HOUR, to: T, flows: 3, whole: true });
    expect(rows.find(({ key }) => key === "5432/tcp")).toMatchObject({ before: 1, trend: "grown" });
    expect(rows.find(({ key }) => key === "6379/tcp")).toMatchObject({ before: 0, trend: "new" });
    expect(gone).toMatchObject([{ key: "25/tcp", flows: 0, before: 2, trend: "gone", busiest: null }]);
  });

  test("an open range, or a log that begins with it, compares nothing", async () => {
    expect(await ask({}, { from: null })).toMatchObject({ before: null, gone: [], total: { trend: null } });
    const early = await ask({}, { from: T - HOUR, to: T });
    expect(early.before).toMatchObject({ flows: 0, whole: false });
    for (const row of early.rows) expect(row).toMatchObject({ before: null, trend: null });
  });

  test("the limit leaves a rest", async () => {
    const { rows, other, noise, total } = await ask({ limit: 2 });
    expect(rows.length).toBe(2);
    expect(Number(other.flows) + rows.reduce((sum, row) => sum + Number(row.flows), 0) + Number(noise.flows)).toBe(
      total.flows,
    );
    expect(other.groups).toBe(6);
  });
});

test("every grouping and order agrees with plain counting", async () => {
  const rows = testRows(500, 7);
  const generated = await startTestStore(rows);
  try {
    const refused = rows.filter((row) => isFlow(row) && row.action === "REJECT" && row.start !== null);
    const question = { filter: EMPTY_FILTER, from: BEGIN, to: BEGIN + HOURS * HOUR, input: null };
    for (const by of REJECTION_GROUPINGS) {
      for (const sort of REJECTION_SORTS) {
        const answer = await askRejections(generated.asker, question, { by, sort, limit: 500, noise: "listed" });
        expect(answer.total.flows).toBe(refused.length);
        expect(answer.rows.reduce((sum, { bytes }) => sum + Number(bytes), 0)).toBe(
          refused.reduce((sum, row) => sum + Number(row.bytes ?? 0), 0),
        );
        const order = answer.rows.map((row) => Number(row[sort]));
        expect(order).toEqual([...order].sort((a, b) => b - a));
      }
    }
  } finally {
    await generated.close();
  }
});

test("the period before is as long and ends where the range begins", () => {
  expect(rangeBefore({ from: 1000, to: 1600 })).toEqual({ from: 400, to: 1000 });
  expect(rangeBefore({ from: null, to: 5 })).toBeNull();
  expect(rangeBefore({ from: 10, to: 50 })).toBeNull();
});

test("trends", () => {
  expect([trendOf(0, 0), trendOf(1, 0), trendOf(0, 1), trendOf(3, 2), trendOf(2, 3), trendOf(5, 4)]).toEqual([
    ...[null, "new", "gone", "grown", "shrunk", "steady"],
  ]);
});

test("the blocks of addresses are the same in SQL and here", async () => {
  const edges = BLOCKS.flatMap(({ cidr }) => {
    const address = parseAddress(cidr.split("/")[0] ?? "") ?? 0n;
    return [address, address > 0n ? address - 1n : address, address + 1n];
  });
  const others = ["8.8.8.8", "100.128.0.0", "2600::1", "172.32.0.1"].map((text) => parseAddress(text) ?? 0n);
  const texts = [...edges, ...others].map(printAddress);
  const { rows } = await store.asker.engine.query<{ addr: string; open: number }>(
    `SELECT addr, ${publicSql("a")} AS open FROM (SELECT addr, toIPv6(addr) AS a FROM (SELECT arrayJoin({texts:Array(String)}) AS addr))`,
    { texts },
  );
  for (const { addr, open } of rows) {
    expect([addr, Number(open) === 1]).toEqual([addr, spaceOf(parseAddress(addr) ?? 0n).space === "public"]);
  }
  expect(spaceOf(parseAddress("10.1.2.3") ?? 0n)).toEqual({ space: "private", source: "RFC 1918" });
});
