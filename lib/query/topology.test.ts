import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_FILTER } from "@/lib/filter";
import { placesOf } from "./places";
import type { Question } from "./question";
import { askSankey } from "./sankey";
import { flowMaker } from "./testing/flow";
import { isFlow } from "./testing/reference";
import { testRows } from "./testing/rows";
import { startTestStore, type TestStore } from "./testing/store";
import { askTopology, type TopologyOptions } from "./topology";
import { TOPOLOGY_GROUPS } from "./topology-options";

const T = 1_587_740_400;
const flow = flowMaker(T);
const at = (n: number, direction: string) => ({
  action: "ACCEPT",
  interface_id: `eni-${n}`,
  subnet_id: n < 3 ? "subnet-a" : "subnet-b",
  flow_direction: direction,
});

const ROWS = [
  // 10.0.1.1 and 10.0.1.2 in subnet-a, 10.0.2.3 in subnet-b, 198.51.100.4 inside although public.
  flow("10.0.1.1", 40_000, "10.0.2.3", 5432, { ...at(1, "egress"), bytes: 100 }),
  flow("10.0.2.3", 5432, "10.0.1.1", 40_000, { ...at(1, "ingress"), bytes: 900 }),
  flow("10.0.1.2", 40_000, "10.0.2.3", 5432, { ...at(2, "egress"), bytes: 10, action: "REJECT" }),
  flow("10.0.1.1", 40_000, "10.0.1.2", 80, { ...at(2, "ingress"), bytes: 7 }),
  flow("203.0.113.9", 50_000, "10.0.2.3", 443, { ...at(3, "ingress"), bytes: 50 }),
  flow("192.0.2.77", 50_000, "10.0.2.3", 443, { ...at(3, "ingress"), bytes: 30, action: "REJECT" }),
  flow("198.51.100.4", 443, "203.0.113.9", 50_000, { ...at(4, "egress"), bytes: 4 }),
  // A private address that no interface has.
  flow("10.9.9.9", 50_000, "10.0.2.3", 22, { ...at(3, "ingress"), bytes: 1 }),
];

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore(ROWS);
});
afterAll(() => store.close());

const everything: Question = { filter: EMPTY_FILTER, from: null, to: null, input: null };
const options: TopologyOptions = { group: "auto", measure: "bytes", limit: 20, outside: "one" };
const ask = (more: Partial<TopologyOptions> = {}) => askTopology(store.asker, everything, { ...options, ...more });

describe("topology", () => {
  test("by subnet, what is outside as one", async () => {
    const answer = await ask();
    expect(answer.group).toBe("subnet");
    expect(answer.groups).toEqual(["subnet", "interface", "cidr8", "cidr16", "cidr24"]);
    expect(answer.nodes.map(({ id, kind, total, flows, rejected }) => [id, kind, total, flows, rejected])).toEqual([
      ["subnet-b", "subnet", 1095, 7, 2],
      ["subnet-a", "subnet", 1017, 4, 1],
      ["internet", "internet", 84, 3, 1],
      ["10.9.9.0/24", "network", 1, 1, 0],
    ]);
    expect(answer.nodes[0]?.addresses?.sort()).toEqual(["10.0.2.3", "198.51.100.4"]);
    const edge = (a: string, b: string) =>
      answer.edges.find((one) => [one.a, one.b].sort().join() === [a, b].sort().join());
    const between = edge("subnet-a", "subnet-b");
    const [forth, back] =
      between?.a === "subnet-a" ? [between.a_to_b, between.b_to_a] : [between?.b_to_a, between?.a_to_b];
    expect([forth?.bytes, back?.bytes, between?.accepted, between?.rejected]).toEqual([110, 900, 2, 1]);
    expect(edge("subnet-a", "subnet-a")).toMatchObject({ a_to_b: { bytes: 7, flows: 1 }, b_to_a: { flows: 0 } });
    expect(edge("internet", "subnet-b")).toMatchObject({ accepted: 2, rejected: 1 });
    expect(answer.inside).toEqual(expect.arrayContaining(["10.0.0.0/8", "fc00::/7", "198.51.100.4"]));
  });

  test("by interface, and by network", async () => {
    const interfaces = await ask({ group: "interface" });
    expect(interfaces.nodes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["eni-1", "eni-2", "eni-3", "eni-4", "internet", "10.9.9.0/24"]),
    );
    const wide = await ask({ group: "cidr8" });
    expect(wide.nodes.map(({ id }) => id).sort()).toEqual(["10.0.0.0/8", "198.0.0.0/8", "internet"]);
    const apart = await ask({ group: "cidr16", outside: "networks" });
    expect(apart.nodes.map(({ id }) => id).sort()).toEqual(
      ["10.0.0.0/16", "10.9.0.0/16", "192.0.0.0/16", "198.51.0.0/16", "203.0.0.0/16"].sort(),
    );
  });

  test("what is over the limit is folded, and nothing is lost", async () => {
    const answer = await ask({ limit: 2 });
    expect(answer.nodes.map(({ id }) => id)).toEqual(["subnet-b", "subnet-a", "other"]);
    expect(answer.folded).toBe(2);
    const flows = answer.edges.reduce(
      (sum, { a_to_b, b_to_a }) => sum + Number(a_to_b.flows) + Number(b_to_a.flows),
      0,
    );
    expect(flows).toBe(ROWS.length);
    expect(answer.nodes.at(-1)).toMatchObject({ kind: "other", total: 85, flows: 4, rejected: 1 });
  });

  test("without subnets it is drawn by network", async () => {
    const plain = await startTestStore([
      flow("10.0.1.1", 40_000, "10.0.2.3", 443, { interface_id: "eni-1" }),
      flow("10.0.1.1", 40_000, "10.0.2.4", 443, { interface_id: "eni-1" }),
    ]);
    try {
      expect(await placesOf(plain.asker, everything)).toEqual([
        { addr: "::ffff:10.0.1.1", interfaceId: "eni-1", subnetId: "" },
      ]);
      const answer = await askTopology(plain.asker, everything, options);
      expect(answer).toMatchObject({ group: "cidr24", groups: ["interface", "cidr8", "cidr16", "cidr24"] });
      expect((await askTopology(plain.asker, everything, { ...options, group: "subnet" })).group).toBe("cidr24");
    } finally {
      await plain.close();
    }
  });

  test("every grouping has every record with two addresses once", async () => {
    const rows = testRows(400, 5);
    const generated = await startTestStore(rows);
    try {
      const expected = rows.filter((row) => isFlow(row) && row.srcaddr !== null && row.dstaddr !== null).length;
      for (const group of TOPOLOGY_GROUPS) {
        for (const outside of ["one", "networks"] as const) {
          const { edges } = await askTopology(generated.asker, everything, { ...options, group, outside, limit: 3 });
          const flows = edges.reduce((sum, { a_to_b, b_to_a }) => sum + Number(a_to_b.flows) + Number(b_to_a.flows), 0);
          expect(flows).toBe(expected);
        }
      }
    } finally {
      await generated.close();
    }
  });
});

describe("sankey", () => {
  test("from who asks, over the service, to who serves, whichever way a record goes", async () => {
    const { nodes, links } = await askSankey(store.asker, everything, { measure: "bytes", limit: 3 });
    const named = (n: number) => `${nodes[n]?.column} ${nodes[n]?.other ? "other" : nodes[n]?.key}`;
    const drawn = new Map(links.map(({ from, to, total }) => [`${named(from)} > ${named(to)}`, total]));
    expect(drawn.get("source 10.0.1.1 > service 5432/tcp")).toBe(1000);
    expect(drawn.get("service 443/tcp > destination 10.0.2.3")).toBe(80);
    expect(drawn.get("service 443/tcp > destination 198.51.100.4")).toBe(4);
    const all = ROWS.reduce((sum, row) => sum + Number(row.bytes), 0);
    for (const column of ["source", "service", "destination"] as const) {
      const some = nodes.filter((node) => node.column === column);
      expect(some.reduce((sum, { total }) => sum + Number(total), 0)).toBe(all);
      expect(some.length).toBeLessThanOrEqual(4);
    }
    expect(
      links.filter(({ from }) => nodes[from]?.column === "source").reduce((sum, { flows }) => sum + Number(flows), 0),
    ).toBe(ROWS.length);
  });

  test("nothing to draw", async () => {
    const nothing = { ...everything, from: 1, to: 2 };
    expect(await askSankey(store.asker, nothing, { measure: "flows", limit: 5 })).toMatchObject({
      nodes: [],
      links: [],
    });
    expect(await askTopology(store.asker, nothing, options)).toMatchObject({ nodes: [], edges: [] });
  });
});
