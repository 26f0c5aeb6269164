import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestEngine } from "@/lib/engine/testing";
import { parseFilter } from "@/lib/filter";
import { groupingNamed } from "./grouping";
import { met } from "./met";
import type { Asker, Question } from "./question";
import { askRecords } from "./records";
import { askSummary } from "./summary";
import type { TimeRange } from "./time";
import { askTop } from "./top";
import { stretchesOf, withStretches } from "./within";

const HOUR = 3600;

test("hours that touch are one stretch", () => {
  expect(stretchesOf([7200, 0, 3600, 36_000])).toEqual([
    { from: 0, to: 3 * HOUR },
    { from: 36_000, to: 36_000 + HOUR },
  ]);
  expect(stretchesOf([])).toEqual([]);
});

test("no hour is left out, and stretches are few, in order and apart", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }), (numbers) => {
      const hours = numbers.map((number) => number * HOUR);
      const stretches = stretchesOf(hours);
      expect(stretches.length).toBeLessThanOrEqual(24);
      for (const hour of hours) {
        const holding = stretches.filter(({ from, to }) => from !== null && to !== null && from <= hour && hour < to);
        expect(holding).toHaveLength(1);
      }
      for (const [at, { from }] of stretches.slice(1).entries()) expect(from).toBeGreaterThan(stretches[at]?.to ?? 0);
      // The ends of a stretch are hours with records.
      for (const { from, to } of stretches) {
        expect(hours).toContain(from);
        expect(hours).toContain((to ?? 0) - HOUR);
      }
    }),
  );
});

describe("in a store", () => {
  let running: Awaited<ReturnType<typeof startTestEngine>>;
  beforeAll(async () => {
    running = await startTestEngine();
    // Nine hosts that meet now and then in forty days, each record at another minute.
    await running.engine.command(`INSERT INTO flows (srcaddr, dstaddr, srcport, dstport, protocol, bytes, packets, action, log_status, input, line, start, end)
      SELECT toIPv6(concat('::ffff:10.0.0.', toString(cityHash64(number) % 9))), toIPv6(concat('::ffff:10.0.0.', toString(cityHash64(number, 1) % 9))),
        50000 + number % 7, [22, 80, 443][1 + number % 3], 6, number, 1, if(number % 5 = 0, 'REJECT', 'ACCEPT'), 'OK', 1, number,
        1700000000 + number * 3700, 1700000001 + number * 3700 FROM numbers(900)`);
  });
  afterAll(() => running.close());

  const asked = (q: string, range: TimeRange = { from: null, to: null }): Question => {
    const parsed = parseFilter(q);
    if (!parsed.ok) throw new Error(q);
    return { filter: parsed.filter, ...range, input: null };
  };
  const asker = (): Asker => ({ engine: running.engine });
  const page = async (question: Question) => {
    const summary = await askSummary(asker(), question);
    const records = await askRecords(asker(), question, { sort: "-start", limit: 50 });
    const top = await askTop(asker(), question, { grouping: groupingNamed("pair"), measure: "bytes", limit: 5 });
    return {
      flows: summary.flows,
      bytes: summary.bytes,
      first: summary.first_start,
      records: records.records,
      top: top.rows,
    };
  };

  test.each([
    "addr:10.0.0.3 addr:10.0.0.4 port:443",
    "addr:10.0.0.3 addr:10.0.0.4 port:443 action:REJECT",
    "srcaddr:10.0.0.3 dstaddr:10.0.0.4 dstport:22",
    "srcaddr:10.0.0.5 bytes>500",
    "addr:10.0.0.6 dstport:80",
    "addr:10.0.0.3 addr:10.0.0.3 port:443",
    "addr:10.9.9.9 port:443",
    "addr:10.0.0.1 addr:2001:db8::1 port:443",
  ])("what is told of hours changes no answer: %s", async (q) => {
    for (const range of [
      { from: null, to: null },
      { from: 1_700_500_123, to: 1_701_900_321 },
    ]) {
      const plain = asked(q, range);
      const told = await withStretches(asker(), plain);
      expect(told.within).toBeDefined();
      expect(await page(told)).toEqual(await page(plain));
    }
  });

  test("a question that is made of a told one, and asks for more, is not narrowed", async () => {
    const told = await withStretches(
      asker(),
      asked("addr:10.0.0.3 port:443", { from: 1_700_500_000, to: 1_700_600_000 }),
    );
    for (const wider of [
      { ...told, from: null },
      { ...told, to: 1_800_000_000 },
      { ...told, filter: asked("port:443").filter },
    ]) {
      const { within, ...plain } = wider;
      expect(await page(wider)).toEqual(await page(plain));
    }
  });

  test("a pair that packet addresses may name has met at unknown times", async () => {
    const { engine } = running;
    const ends = { a: "::ffff:10.0.0.3", b: "::ffff:10.0.0.4" };
    expect((await met(asker(), asked(""), ends))?.stretches.length).toBeGreaterThan(0);
    await engine.command(`INSERT INTO flows (srcaddr, dstaddr, pkt_srcaddr, pkt_dstaddr, action, log_status, input, line, start, end)
      SELECT toIPv6('::ffff:10.0.0.3'), toIPv6('::ffff:10.0.0.7'), toIPv6('::ffff:10.0.0.3'), toIPv6('::ffff:10.0.0.4'), 'ACCEPT', 'OK', 2, 1, 1600000000, 1600000001`);
    expect(await met(asker(), asked(""), ends)).toBeNull();
  });
});
