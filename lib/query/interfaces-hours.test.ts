import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestEngine } from "@/lib/engine/testing";
import { EMPTY_FILTER } from "@/lib/filter";
import { loggedAt } from "./interfaces";
import { tellingHours } from "./interfaces-hours";
import type { Sides } from "./sides";

const HOUR = 3600;
const FIRST = 1_700_006_400;
const EVERYTHING = { filter: EMPTY_FILTER, from: null, to: null, input: null };
const A = "::ffff:10.0.0.1";
const B = "::ffff:10.0.0.2";
const SIDES: Sides = {
  client: B,
  server: A,
  port: 443,
  role: { client: "b", confidence: "high", why: "" },
  empty: false,
};

let running: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  running = await startTestEngine();
  const add = (input: number, peer: string, hour: number, records: number) =>
    running.engine.command(`INSERT INTO flows (interface_id, srcaddr, dstaddr, srcport, dstport, protocol, bytes, packets, action, log_status, input, line, start, end)
      SELECT 'eni-1', toIPv6('${peer}'), toIPv6('${A}'), 50000, 443, 6, 100, 1, 'ACCEPT', 'OK', ${input}, number,
        ${FIRST + hour * HOUR} + number % 3600, ${FIRST + hour * HOUR} + number % 3600 + 1 FROM numbers(${records})`);
  // In its busiest hour the interface knows one peer only.
  await add(1, B, 5, 1_000_000);
  await add(2, B, 9, 500);
  await add(3, "::ffff:10.0.0.3", 9, 500);
});
afterAll(() => running.close());

test("all of few records are looked at, and the busiest hours of many", async () => {
  const { engine } = running;
  expect(await tellingHours({ engine }, { ...EVERYTHING, input: 2 }, ["eni-1"])).toBeNull();
  expect(await tellingHours({ engine }, EVERYTHING, ["eni-2"])).toBeNull();
  const from = FIRST + 5 * HOUR;
  expect(await tellingHours({ engine }, EVERYTHING, ["eni-1"])).toEqual([{ from, to: from + HOUR }]);
});

test("hours that do not tell whose an interface is are not all that is asked", async () => {
  const { engine } = running;
  const { all } = await loggedAt({ engine }, EVERYTHING, SIDES, 6);
  expect(all).toMatchObject([{ id: "eni-1", place: "server" }]);
});
