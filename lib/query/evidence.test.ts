import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_FILTER, parseFilter } from "@/lib/filter";
import { FIELDS } from "@/lib/flow";
import { servicePort } from "@/lib/flow/service";
import { askConversation, type ConversationOptions } from "./conversation";
import { readAddress } from "./ends";
import { resolveEnds } from "./ends-resolve";
import type { Question } from "./question";
import type { TestRow } from "./testing/rows";
import { startTestStore, type TestStore } from "./testing/store";

const T = 1_700_000_000;
const NOTHING = Object.fromEntries(FIELDS.map(({ column }) => [column, null]));

let line = 0;
/** One record, as columns that differ from a plain accepted TCP record. */
function flow(more: Partial<TestRow>): TestRow {
  line += 1;
  const row = {
    ...NOTHING,
    protocol: 6,
    packets: 1,
    bytes: 100,
    start: T,
    end: T + 10,
    action: "ACCEPT",
    log_status: "OK",
    interface_id: "eni-1",
    ...more,
  } as Record<string, string | number | null>;
  const ends = { srcport: row.srcport, dstport: row.dstport, protocol: row.protocol } as Record<string, number | null>;
  const service = servicePort({
    srcport: ends.srcport ?? null,
    dstport: ends.dstport ?? null,
    protocol: ends.protocol ?? null,
    tcpFlags: (row.tcp_flags as number | null | undefined) ?? null,
  });
  return { ...row, input: 1, line, service_port: service };
}

/** A request and what may come back, between two addresses that each test has for itself. */
const pair = (n: number, client: number, port: number) => ({
  out: { srcaddr: `10.0.${n}.1`, dstaddr: `10.0.${n}.2`, srcport: client, dstport: port },
  back: { srcaddr: `10.0.${n}.2`, dstaddr: `10.0.${n}.1`, srcport: port, dstport: client },
});
const server = (n: number) => ({ interface_id: `eni-s${n}`, flow_direction: "ingress" });
const reply = (n: number) => ({ interface_id: `eni-s${n}`, flow_direction: "egress" });
/** Everyday traffic, so that an interface's own address is known and its log holds both actions. */
const everyday = (n: number, own: string): TestRow[] => [
  flow({ interface_id: `eni-s${n}`, srcaddr: "198.51.100.1", dstaddr: own, srcport: 40000, dstport: 8443 }),
  flow({
    interface_id: `eni-s${n}`,
    srcaddr: "198.51.100.2",
    dstaddr: own,
    srcport: 40000,
    dstport: 23,
    action: "REJECT",
  }),
];

const syn = { tcp_flags: 2 };
const at = (seconds: number, length = 2) => ({ start: T + seconds, end: T + seconds + length });

const p1 = (port: number) => pair(1, port, 443).out;
const p3 = pair(3, 50000, 443);
const p4 = pair(4, 50000, 443);
const p5 = pair(5, 50000, 443);
const p6 = pair(6, 50000, 443);
const p7 = pair(7, 50000, 443);
const nat = { srcaddr: "10.0.8.5", dstaddr: "10.0.9.220", pkt_srcaddr: "10.0.8.5", pkt_dstaddr: "203.0.113.5" };
const natBack = { srcaddr: "10.0.9.220", dstaddr: "10.0.8.5", pkt_srcaddr: "203.0.113.5", pkt_dstaddr: "10.0.8.5" };
const direct = { srcaddr: "10.0.8.5", dstaddr: "203.0.113.5", pkt_srcaddr: "10.0.8.5", pkt_dstaddr: "203.0.113.5" };
const directBack = { srcaddr: "203.0.113.5", dstaddr: "10.0.8.5", pkt_srcaddr: "203.0.113.5", pkt_dstaddr: "10.0.8.5" };
const ports = { srcport: 50000, dstport: 443 };
const portsBack = { srcport: 443, dstport: 50000 };

const ROWS: TestRow[] = [
  // 1: attempts that are accepted and rejected in turn did not change.
  ...[0, 100, 200, 300, 400, 500].map((after, i) =>
    flow({ ...p1(50000 + i), ...server(1), ...syn, ...at(after), action: i % 2 === 0 ? "ACCEPT" : "REJECT" }),
  ),
  ...everyday(1, "10.0.1.2"),
  // 2: AWS's own example: a ping that is let in, and its reply that the network ACL does not let out. Version 2.
  flow({
    protocol: 1,
    srcport: 0,
    dstport: 0,
    srcaddr: "203.0.113.12",
    dstaddr: "172.31.16.139",
    start: T + 27,
    end: T + 142,
  }),
  flow({
    protocol: 1,
    srcport: 0,
    dstport: 0,
    srcaddr: "172.31.16.139",
    dstaddr: "203.0.113.12",
    start: T + 94,
    end: T + 142,
    action: "REJECT",
  }),
  // 3: version 2, a lone packet after the end. 4: version 2, the reply is rejected from some moment on.
  flow({ ...p3.out, interface_id: "eni-s3", ...at(0, 50) }),
  flow({ ...p3.back, interface_id: "eni-s3", ...at(0, 50) }),
  flow({ ...p3.back, interface_id: "eni-s3", ...at(52, 0), action: "REJECT" }),
  ...everyday(3, "10.0.3.2"),
  flow({ ...p4.out, interface_id: "eni-s4", ...at(0, 300) }),
  flow({ ...p4.back, interface_id: "eni-s4", ...at(0, 50) }),
  flow({ ...p4.back, interface_id: "eni-s4", ...at(60, 240), packets: 40, action: "REJECT" }),
  ...everyday(4, "10.0.4.2"),
  // 5: a Transit Gateway's records have no action and no interface.
  flow({ ...p5.out, interface_id: null, action: null, tcp_flags: 3 }),
  flow({ ...p5.back, interface_id: null, action: null, tcp_flags: 19 }),
  // 6: datagrams in a format with flags; some bytes are logged at both ends.
  ...[50000, 50000, 50001].flatMap((srcport, i) => [
    flow({ ...p6.out, srcport, protocol: 17, tcp_flags: 0, ...server(6), ...at(i * 60) }),
  ]),
  flow({ ...p6.out, protocol: 17, tcp_flags: 0, interface_id: "eni-c6", flow_direction: "egress" }),
  // 7: two services between the same two; one is refused.
  flow({ ...p7.out, ...server(7), ...syn }),
  flow({ ...p7.back, ...reply(7), tcp_flags: 18 }),
  flow({ ...p7.out, srcport: 50001, dstport: 22, ...server(7), ...syn, action: "REJECT" }),
  flow({ ...p7.out, srcport: 50002, ...server(7), ...syn }),
  // 8: through a NAT gateway; the packet's own addresses tie its inner leg to the instance's records.
  flow({ ...direct, ...ports, interface_id: "eni-i", instance_id: "i-1", flow_direction: "egress", ...syn }),
  flow({
    ...directBack,
    ...portsBack,
    interface_id: "eni-i",
    instance_id: "i-1",
    flow_direction: "ingress",
    tcp_flags: 18,
  }),
  flow({ ...nat, ...ports, interface_id: "eni-nat", flow_direction: "ingress", ...syn }),
  flow({ ...natBack, ...portsBack, interface_id: "eni-nat", flow_direction: "egress", tcp_flags: 18 }),
];

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore(ROWS);
});
afterAll(() => store.close());

const everything: Question = { filter: EMPTY_FILTER, from: null, to: null, input: null };
const between = (
  [a, b, port = null, protocol = null]: readonly [string, string, (number | null)?, (number | null)?],
  options: ConversationOptions = {},
  question = everything,
) =>
  askConversation(store.asker, question, { a: readAddress(a, "a"), b: readAddress(b, "b"), port, protocol }, options);

describe("evidence", () => {
  test("attempts that pass and fail in turn did not change", async () => {
    expect((await between(["10.0.1.1", "10.0.1.2", 443])).verdict.code).toBe("blocked_sg_or_nacl");
  });

  test("a ping that is answered, and the answer rejected", async () => {
    const { verdict, client } = await between(["172.31.16.139", "203.0.113.12"]);
    expect([verdict.code, client.addr]).toEqual(["reply_blocked_nacl_outbound", "203.0.113.12"]);
    expect(verdict.next_steps[0]?.command).toContain("--icmp-type-code Type=-1,Code=-1 --cidr-block 203.0.113.12/32");
  });

  test("without flags, a lone packet at the end is late, and replies rejected from a moment on are not", async () => {
    expect((await between(["10.0.3.1", "10.0.3.2", 443])).verdict.code).toBe("late_packet");
    expect((await between(["10.0.4.1", "10.0.4.2", 443])).verdict.code).toBe("reply_blocked_nacl_outbound");
  });

  test("records without an action say nothing about what was let through", async () => {
    const { verdict, interfaces } = await between(["10.0.5.1", "10.0.5.2", 443]);
    expect([verdict.code, interfaces]).toEqual(["incomplete_data", []]);
    expect(verdict.sentence).toContain("carry no action");
  });

  test("several services: the verdict is about the one that is refused", async () => {
    const { verdict } = await between(["10.0.7.1", "10.0.7.2"]);
    expect(verdict).toMatchObject({ code: "blocked_sg_or_nacl", port: 22 });
  });
});

describe("a conversation", () => {
  test("datagrams have no flags to open with: each new port of the client is an attempt", async () => {
    const answer = await between(["10.0.6.1", "10.0.6.2", 443, 17]);
    expect(answer).toMatchObject({ attempts: 2, accepted: 3, to_server: { bytes: 300 } });
  });

  test("counts once, or at each interface, and says how much that matters", async () => {
    const once = await between(["10.0.6.1", "10.0.6.2", 443]);
    const each = await between(["10.0.6.1", "10.0.6.2", 443], { count: "interface" });
    expect(once.path.map(({ id, place, counted }) => [id, place, counted])).toEqual([
      ["eni-c6", "client", false],
      ["eni-s6", "server", true],
    ]);
    expect(once).toMatchObject({ to_server: { bytes: 300 }, logged_twice: { bytes: 100, share: 1 / 3 } });
    expect(each).toMatchObject({ to_server: { bytes: 400 }, logged_twice: { bytes: 100 } });
  });

  test("the client can be chosen, and the records' own opinion stays known", async () => {
    const answer = await between(["10.0.7.1", "10.0.7.2", 443], { client: readAddress("10.0.7.2", "b") });
    const { client, role } = answer;
    expect(client.addr).toBe("10.0.7.2");
    expect(role.confidence).toBe("low");
    // The port that was asked for is the chosen client's own now: the same records, read the other way.
    expect(answer).toMatchObject({ to_server: { flows: 1 }, to_client: { flows: 2 } });
    expect(role.why).toContain("The records say otherwise");
  });

  test("through a NAT gateway the legs are one, counted at the client's", async () => {
    const answer = await between(["10.0.8.5", "203.0.113.5", 443, 6]);
    expect(answer.path.map(({ id, place }) => [id, place])).toEqual([
      ["eni-i", "client"],
      ["eni-nat", "middle"],
    ]);
    expect(answer).toMatchObject({ to_server: { flows: 1 }, to_client: { flows: 1 }, verdict: { code: "allowed" } });
  });

  test("a filter narrows what is counted, not the verdict", async () => {
    const parsed = parseFilter("action:REJECT");
    if (!parsed.ok) throw new Error(parsed.error.message);
    const answer = await between(["10.0.7.1", "10.0.7.2", 443], {}, { ...everything, filter: parsed.filter });
    expect(answer).toMatchObject({ accepted: 0, verdict: { code: "allowed" } });
  });
});

describe("ends", () => {
  const ends = (a: string, b: string, client?: string) =>
    resolveEnds(store.asker, everything, { a, b, ...(client ? { client } : {}) });

  test("an interface stands for its own address, by direction or by what nearly all records share", async () => {
    expect(await ends("eni-s7", "10.0.7.1")).toEqual({ a: "::ffff:10.0.7.2", b: "::ffff:10.0.7.1", client: null });
    expect(await ends("10.0.3.1", "eni-s3", "eni-s3")).toMatchObject({
      b: "::ffff:10.0.3.2",
      client: "::ffff:10.0.3.2",
    });
  });

  test("an interface whose address is not known, and a client that is neither, are refused", async () => {
    await expect(ends("eni-none", "10.0.0.1")).rejects.toMatchObject({ parameter: "a" });
    await expect(ends("10.0.0.1", "10.0.0.2", "10.0.0.3")).rejects.toMatchObject({ parameter: "client" });
  });
});
