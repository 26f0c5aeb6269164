import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_FILTER, parseFilter } from "@/lib/filter";
import { askHost, readHost } from "./host";
import { askHostPeers, askHostServices } from "./host-lists";
import { askHostSeries } from "./host-series";
import type { Question } from "./question";
import { flowMaker } from "./testing/flow";
import { isFlow } from "./testing/reference";
import { type TestRow, testRows } from "./testing/rows";
import { startTestStore, type TestStore } from "./testing/store";

const T = 1_587_740_400;
const WEB = "10.0.0.5";
const CLIENT = "203.0.113.9";
const flow = flowMaker(T);
const accepted = { action: "ACCEPT" };
const web = { ...accepted, interface_id: "eni-web", subnet_id: "subnet-1", vpc_id: "vpc-1" };
const incoming = { ...web, flow_direction: "ingress" };
const outgoing = { ...web, flow_direction: "egress" };

const ROWS = [
  flow(CLIENT, 40_000, WEB, 443, { ...incoming, bytes: 100, packets: 2 }),
  flow(WEB, 443, CLIENT, 40_000, { ...outgoing, bytes: 9000, packets: 9, start: T + 60 }),
  flow(CLIENT, 40_001, WEB, 22, { interface_id: "eni-web", flow_direction: "ingress", start: T + 120 }),
  flow(WEB, 33_000, "52.216.0.1", 443, {
    ...outgoing,
    ...{ bytes: 500, pkt_srcaddr: WEB, pkt_dstaddr: "52.216.0.1", pkt_dst_aws_service: "S3" },
  }),
  flow("52.216.0.1", 443, WEB, 33_000, { ...incoming, bytes: 700 }),
  // Clients and servers on one port: whoever is reached serves.
  flow("10.0.0.9", 123, WEB, 123, { ...incoming, protocol: 17 }),
  flow(WEB, 0, "10.0.0.9", 0, { ...outgoing, protocol: 1, srcport: null, dstport: null }),
  // A log without flow-direction: 10.0.1.1 is at one end of all records of eni-plain, with two peers.
  flow("10.0.1.1", 50_000, "10.0.1.7", 53, { ...accepted, interface_id: "eni-plain", protocol: 17 }),
  flow("198.51.100.1", 50_000, "10.0.1.1", 80, { ...accepted, interface_id: "eni-plain" }),
  flow("198.51.100.2", 50_000, "10.0.1.1", 80, { ...accepted, interface_id: "eni-plain" }),
  // One peer is not enough to tell which end is the interface's.
  flow("10.0.2.1", 50_000, "10.0.2.2", 80, { ...accepted, interface_id: "eni-pair" }),
];

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore(ROWS);
});
afterAll(() => store.close());

const everything: Question = { filter: EMPTY_FILTER, from: null, to: null, input: null };
const hostOf = (params: { addr?: string; interface_id?: string }) => readHost(store.asker, everything, params);
const about = async (params: { addr?: string; interface_id?: string }) =>
  askHost(store.asker, everything, await hostOf(params));

describe("what it is", () => {
  test("by flow-direction, an interface's own", async () => {
    const answer = await about({ addr: WEB });
    expect(answer.identity).toMatchObject({ is: "own", why: expect.stringContaining("eni-web") });
    expect(answer).toMatchObject({
      received: { flows: 4, bytes: 880, reject: { flows: 1 } },
      sent: { flows: 3, bytes: 9540, accept: { flows: 3 } },
      peers: 3,
      first_start: T,
      last_end: T + 59,
      interfaces: [{ interface_id: "eni-web", vpc_id: "vpc-1", subnet_id: "subnet-1", own: true, flows: 7 }],
    });
  });

  test("without it, by the share of an interface's records", async () => {
    const own = await about({ addr: "10.0.1.1" });
    expect(own.identity).toMatchObject({ is: "own", why: expect.stringContaining("100 %") });
    for (const addr of ["10.0.2.1", "10.0.2.2", "10.0.1.7"]) {
      expect((await about({ addr })).identity).toMatchObject({
        is: "private",
        why: expect.stringContaining("RFC 1918"),
      });
    }
  });

  test("an AWS service, by what the records name; public; something else", async () => {
    expect((await about({ addr: "52.216.0.1" })).identity).toMatchObject({ is: "aws", aws_service: "S3" });
    expect((await about({ addr: CLIENT })).identity.is).toBe("public");
    expect((await about({ addr: "100.64.0.1" })).identity).toMatchObject({ is: "private" });
    expect((await about({ addr: "fe80::1" })).identity).toMatchObject({ is: "private" });
    expect((await about({ addr: "224.0.0.1" })).identity.is).toBe("other");
  });

  test("an interface, with its own addresses, sends what they send", async () => {
    expect(await about({ interface_id: "eni-plain" })).toMatchObject({
      identity: { is: "interface" },
      addresses: ["10.0.1.1"],
      sent: { flows: 1 },
      received: { flows: 2 },
    });
    expect((await about({ interface_id: "eni-web" })).addresses).toEqual([WEB]);
    expect((await about({ interface_id: "eni-pair" })).addresses).toEqual([]);
  });

  test("a host that no record has", async () => {
    expect(await about({ addr: "192.0.2.99" })).toMatchObject({
      ...{ sent: { flows: 0 }, received: { flows: 0 }, first_start: null, interfaces: [], peers: 0 },
    });
  });

  test("either an address or an interface", async () => {
    for (const params of [
      {},
      { addr: WEB, interface_id: "eni-web" },
      { addr: "10.0.0.300" },
      { interface_id: "a b" },
    ]) {
      await expect(hostOf(params)).rejects.toMatchObject({ name: "QuestionError" });
    }
  });
});

test("services offered and used, by the responder's port", async () => {
  const host = await hostOf({ addr: WEB });
  const { offered, used } = await askHostServices(store.asker, everything, { host, limit: 10 });
  expect(
    offered.rows.map(({ port, protocol, peers, flows, rejected }) => [port, protocol, peers, flows, rejected]),
  ).toEqual([
    [443, 6, 1, 2, 0],
    [22, 6, 1, 1, 1],
    [123, 17, 1, 1, 0],
  ]);
  expect(used).toMatchObject({ total: 1, rows: [{ port: 443, protocol: 6, flows: 2, bytes: 1200, peers: 1 }] });
});

test("peers, by what went each way", async () => {
  const host = await hostOf({ addr: WEB });
  const { rows, total } = await askHostPeers(store.asker, everything, { host, measure: "bytes", limit: 2 });
  expect(total).toBe(3);
  expect(rows).toMatchObject([
    { addr: CLIENT, received: 140, sent: 9000, rejected: 1, flows: 3, first_start: T },
    { addr: "52.216.0.1", received: 700, sent: 500 },
  ]);
});

test("its traffic over time, each way", async () => {
  const host = await hostOf({ addr: WEB });
  const options = { host, measure: "bytes", maxPoints: 300 } as const;
  const minute = await askHostSeries(
    store.asker,
    { ...everything, from: T, to: T + 180 },
    { ...options, maxPoints: 3 },
  );
  expect(minute).toMatchObject({ interval: 60, from: T, to: T + 180 });
  expect(minute.points.map(({ received, sent, rejected }) => [received, sent, rejected])).toEqual([
    [840, 540, 0],
    [0, 9000, 0],
    [0, 0, 40],
  ]);
  const open = await askHostSeries(store.asker, everything, options);
  expect([open.from, open.to]).toEqual([T, T + 121]);
  const nobody = await hostOf({ addr: "192.0.2.99" });
  expect((await askHostSeries(store.asker, everything, { ...options, host: nobody })).points).toEqual([]);
});

const startOf = (row: TestRow): number => Number(row.start ?? 0);
const firstOf = (rows: readonly TestRow[]) => {
  const times = rows.map(startOf).filter((time) => time > 0);
  return times.length === 0 ? null : Math.min(...times);
};
const lastOf = (rows: readonly TestRow[]) => Math.max(0, ...rows.map(startOf)) || null;

describe("agrees with plain counting on generated records", () => {
  const rows = testRows(400, 3);
  const times = rows.map(startOf).filter((time) => time > 0);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  let generated: TestStore;
  beforeAll(async () => {
    generated = await startTestStore(rows);
  });
  afterAll(() => generated.close());

  const ranges = [
    [null, null],
    [first + 1234, last - 777],
    [first + 61, null],
    [null, last - 4000],
  ] as const;
  const filters = ["", "action:REJECT", "protocol:6", "dstport>1000"];
  const cases = ranges.flatMap(([from, to]) => filters.map((text) => ({ from, to, text })));

  test.each(cases)("from $from to $to, $text", async ({ from, to, text }) => {
    const parsed = parseFilter(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const question = { ...everything, filter: parsed.filter, from, to };
    const matches = (row: TestRow): boolean =>
      text === "" ||
      (text === "action:REJECT" && row.action === "REJECT") ||
      (text === "protocol:6" && row.protocol === 6) ||
      (text === "dstport>1000" && Number(row.dstport ?? 0) > 1000);
    const some = rows.filter(
      (row) => isFlow(row) && startOf(row) >= (from ?? 0) && (to === null || startOf(row) < to) && matches(row),
    );
    for (const addr of ["10.10.1.10", "2001:db8::1"]) {
      const host = await readHost(generated.asker, question, { addr });
      const mine = some.filter((row) => row.srcaddr === addr || row.dstaddr === addr);
      const answer = await askHost(generated.asker, question, host);
      expect(answer.sent.flows).toBe(some.filter((row) => row.srcaddr === addr).length);
      expect(answer.received.flows).toBe(some.filter((row) => row.dstaddr === addr && row.srcaddr !== addr).length);
      expect(answer.first_start).toBe(firstOf(mine));
      const bytes = (list: readonly TestRow[]) => list.reduce((sum, row) => sum + BigInt(row.bytes ?? 0), 0n);
      expect(BigInt(answer.sent.bytes)).toBe(bytes(mine.filter((row) => row.srcaddr === addr)));
      for (const one of answer.interfaces) {
        const logged = mine.filter((row) => row.interface_id === one.interface_id);
        expect(one.flows).toBe(logged.length);
      }
      const { rows: peers } = await askHostPeers(generated.asker, question, { host, measure: "flows", limit: 500 });
      for (const peer of peers) {
        const sent = mine.filter((row) => row.srcaddr === addr && row.dstaddr === peer.addr);
        const received = mine.filter(
          (row) => row.dstaddr === addr && row.srcaddr === peer.addr && row.srcaddr !== addr,
        );
        const both = [...sent, ...received];
        expect(peer).toMatchObject({
          ...{ sent: sent.length, received: received.length, flows: both.length },
          ...{ first_start: firstOf(both), last_start: lastOf(both) },
        });
      }
      const services = await askHostServices(generated.asker, question, { host, limit: 500 });
      for (const [list, offered] of [
        [services.offered, true],
        [services.used, false],
      ] as const) {
        for (const service of list.rows) {
          const records = mine.filter((row) => {
            if (row.service_port !== service.port || row.protocol !== service.protocol) return false;
            const towards = row.dstport === row.service_port;
            return (row.srcaddr === addr ? !towards : towards) === offered;
          });
          expect(service).toMatchObject({
            flows: records.length,
            rejected: records.filter((row) => row.action === "REJECT").length,
            first_start: firstOf(records),
            last_start: lastOf(records),
          });
        }
      }
    }
  });
});
