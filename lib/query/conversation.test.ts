import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_FILTER } from "@/lib/filter";
import { FIELDS } from "@/lib/flow";
import { servicePort } from "@/lib/flow/service";
import { askConversation } from "./conversation";
import { readAddress, readProtocol } from "./ends";
import type { Question } from "./question";
import { askRecord } from "./record";
import { recordId } from "./record-row";
import { askRelated } from "./related";
import type { TestRow } from "./testing/rows";
import { startTestStore, type TestStore } from "./testing/store";

const CLIENT = "167.71.109.229";
const SERVER = "10.10.1.10";
const T = 1587749363;

let line = 0;
/** A TCP flow record; what is not given is absent. */
function flow(
  srcaddr: string,
  srcport: number,
  dstaddr: string,
  dstport: number,
  more: Partial<TestRow> = {},
): TestRow {
  line += 1;
  const nothing = Object.fromEntries(FIELDS.map(({ column }) => [column, null]));
  const ends = { srcaddr, srcport, dstaddr, dstport, protocol: 6 };
  const row = {
    ...nothing,
    ...ends,
    packets: 1,
    bytes: 40,
    start: T,
    end: T + 59,
    action: "ACCEPT",
    log_status: "OK",
    ...more,
  };
  const tcpFlags = (more.tcp_flags as number | undefined) ?? null;
  return { ...row, input: 1, line, service_port: servicePort({ srcport, dstport, protocol: 6, tcpFlags }) };
}

const rejected = flow(CLIENT, 59754, SERVER, 8088, { action: "REJECT", interface_id: "eni-s" });
const ROWS: TestRow[] = [
  rejected,
  flow(CLIENT, 59755, SERVER, 8088, { action: "REJECT", start: T + 300, interface_id: "eni-s" }),
  flow(CLIENT, 40001, SERVER, 443, { interface_id: "eni-s", bytes: 500 }),
  flow(SERVER, 443, CLIENT, 40001, { interface_id: "eni-s", bytes: 9000, start: T + 1 }),
  flow("198.51.100.7", 40002, SERVER, 443, { interface_id: "eni-s" }),
  flow("198.51.100.8", 40003, SERVER, 8088, { action: "REJECT", interface_id: "eni-s" }),
  flow(CLIENT, 40009, "10.10.1.99", 22, { action: "REJECT", interface_id: "eni-x" }),
  // The same traffic between two logged interfaces, told apart by its direction.
  ...["egress", "ingress"].flatMap((direction) => [
    flow("10.0.0.1", 50000, "10.0.0.2", 5432, {
      flow_direction: direction,
      interface_id: `eni-${direction === "egress" ? "c" : "d"}`,
      tcp_flags: 2,
      bytes: 100,
    }),
    flow("10.0.0.1", 50001, "10.0.0.2", 5432, {
      flow_direction: direction,
      interface_id: `eni-${direction === "egress" ? "c" : "d"}`,
      tcp_flags: 3,
      bytes: 100,
      start: T + 60,
    }),
  ]),
  flow("10.0.0.2", 5432, "10.0.0.1", 50000, {
    flow_direction: "egress",
    interface_id: "eni-d",
    tcp_flags: 18,
    bytes: 700,
  }),
  flow("10.0.0.2", 5432, "10.0.0.1", 50000, {
    flow_direction: "ingress",
    interface_id: "eni-c",
    tcp_flags: 18,
    bytes: 700,
  }),
  // Without a direction: each interface is known by the address that its other records share.
  ...["eni-e", "eni-f"].map((interface_id) => flow("10.0.1.1", 50000, "10.0.1.2", 80, { interface_id, bytes: 10 })),
  flow("10.0.1.2", 33000, "10.0.1.7", 53, { interface_id: "eni-f" }),
  flow("10.0.1.1", 33000, "10.0.1.7", 53, { interface_id: "eni-e" }),
  flow("10.0.1.2", 33001, "10.0.1.8", 53, { interface_id: "eni-f" }),
];

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore(ROWS);
});
afterAll(() => store.close());

const everything: Question = { filter: EMPTY_FILTER, from: null, to: null, input: null };
const between = (a: string, b: string, port: number | null = null, protocol: number | null = null) =>
  askConversation(store.asker, everything, { a: readAddress(a, "a"), b: readAddress(b, "b"), port, protocol });

describe("conversation", () => {
  test("tells client, server, attempts and what became of them, whichever address is given first", async () => {
    for (const [a, b] of [
      [CLIENT, SERVER],
      [SERVER, CLIENT],
    ] as const) {
      expect(await between(a, b, 8088, 6)).toMatchObject({
        client: { addr: CLIENT, ports: 2 },
        server: { addr: SERVER, port: 8088 },
        protocol: 6,
        attempts: 2,
        accepted: 0,
        rejected: 2,
        to_server: { flows: 2, bytes: 80, packets: 2 },
        to_client: { flows: 0, bytes: 0, packets: 0 },
        first_start: T,
        last_end: T + 59,
        interfaces: ["eni-s"],
      });
    }
  });

  test("the timeline counts what went to the server, by action", async () => {
    const { timeline } = await between(CLIENT, SERVER, 8088);
    expect(timeline).toMatchObject({ interval: 60, from: T, to: T + 301 });
    expect(timeline.points.filter(({ reject }) => reject !== 0).map(({ t }) => t)).toEqual([
      T - (T % 60),
      T + 300 - ((T + 300) % 60),
    ]);
    expect(timeline.points.length).toBe(6);
  });

  test("what two interfaces logged is counted at the server's", async () => {
    const answer = await between("10.0.0.2", "10.0.0.1", 5432);
    expect(answer).toMatchObject({
      client: { addr: "10.0.0.1", ports: 2 },
      role: { confidence: "high" },
      attempts: 2,
      to_server: { flows: 2, bytes: 200 },
      to_client: { flows: 1, bytes: 700 },
      interfaces: ["eni-c", "eni-d"],
    });
  });

  test("without flow-direction an interface is known by its own address", async () => {
    expect(await between("10.0.1.1", "10.0.1.2", 80)).toMatchObject({ to_server: { flows: 1, bytes: 10 } });
  });

  test("two addresses that never met", async () => {
    const answer = await between("192.0.2.1", "192.0.2.2");
    expect(answer).toMatchObject({
      attempts: 0,
      accepted: 0,
      first_start: null,
      interfaces: [],
      timeline: { points: [] },
    });
  });

  test("addresses and protocols that are none are refused", () => {
    expect(() => readAddress("10.0.0.300", "a")).toThrow(expect.objectContaining({ parameter: "a" }));
    expect(() => readProtocol("tpc", "protocol")).toThrow(expect.objectContaining({ parameter: "protocol" }));
    expect([readProtocol("TCP", "protocol"), readProtocol("17", "protocol")]).toEqual([6, 17]);
  });
});

describe("related", () => {
  const about = async (row: TestRow) => {
    const id = recordId({ input: 1, line: String(row.line), start: Number(row.start ?? 0) });
    const record = await askRecord(store.asker, id);
    if (!record) throw new Error("The record is not there.");
    return askRelated(store.asker, everything, record, 20);
  };

  test("a refused attempt: both tries, other ports tried, who else tried, what is open", async () => {
    const answer = await about(rejected);
    expect(answer).toMatchObject({ client: CLIENT, server: SERVER, port: 8088, protocol: 6 });
    expect(answer.conversation).toMatchObject({ total: 2, rejected: 2, accepted: 0, to_server: { bytes: 80 } });
    expect(answer.conversation.records.map(({ srcport }) => srcport)).toEqual([59754, 59755]);
    expect(answer.tried.rows.map(({ addr, port, accept, reject }) => [addr, port, accept, reject])).toEqual([
      [SERVER, 443, 1, 0],
      ["10.10.1.99", 22, 0, 1],
    ]);
    expect(answer.clients.rows).toMatchObject([{ addr: "198.51.100.8", reject: 1, accept: 0 }]);
    expect(answer.services.rows).toMatchObject([{ addr: SERVER, port: 443, clients: 2, accept: 2, reject: 0 }]);
    expect(answer.timeline.points.length).toBe(6);
  });

  test("a reply belongs to the conversation that it answers", async () => {
    const answer = await about(ROWS[3] as TestRow);
    expect(answer).toMatchObject({ client: CLIENT, server: SERVER, port: 443 });
    expect(answer.conversation).toMatchObject({ total: 2, to_server: { bytes: 500 }, to_client: { bytes: 9000 } });
  });
});
