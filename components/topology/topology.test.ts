import { expect, test } from "vitest";
import type { Topology } from "@/lib/api/contract";
import { parseFilter } from "@/lib/filter";
import { placeBadges } from "./badges";
import { footprintBox, overlap } from "./boxes";
import { pathOf } from "./edge-path";
import { drawingHeight, layoutOf } from "./layout";
import { edgeFilter, nodeFilter } from "./node-filter";
import { nodeWords, topologySentence } from "./words";

const totals = (bytes: number) => ({ flows: 1, bytes, packets: 1 });
const node = (id: string, kind: Topology["nodes"][number]["kind"], addresses: string[] | null, total = 10) => ({
  ...{ id, kind, addresses, total, flows: 1, rejected: 0 },
});
const edge = (a: string, b: string, bytes: number, rejected = 0) => ({
  ...{ a, b, a_to_b: totals(bytes), b_to_a: totals(0), accepted: 1, rejected },
});
const web = node("subnet-0123456789abcdef0", "subnet", ["10.0.1.1", "10.0.1.2"], 900);
const net = node("10.9.9.0/24", "network", ["10.9.9.0/24"]);
const internet = node("internet", "internet", null, 500);
const other = node("other", "other", null);
const topology: Topology = {
  ...{ group: "subnet", groups: ["subnet"], measure: "bytes", folded: 3, elapsed_ms: 1 },
  nodes: [web, internet, net, other],
  edges: [edge(web.id, "internet", 700), edge("10.9.9.0/24", web.id, 100, 4), edge("other", "other", 1)],
  inside: ["10.0.0.0/8", "fc00::/7"],
};

test("equal data is drawn equally, inside its box, without nodes on each other", () => {
  const spots = layoutOf(topology, 800, 500);
  expect(layoutOf(structuredClone(topology), 800, 500)).toEqual(spots);
  for (const { x, y, radius, loop } of spots) {
    expect(y - loop).toBeGreaterThanOrEqual(0);
    expect(x - radius).toBeGreaterThanOrEqual(0);
    expect(x + radius).toBeLessThanOrEqual(800);
    expect(y - radius).toBeGreaterThanOrEqual(0);
    expect(y + radius).toBeLessThanOrEqual(500);
  }
  for (const a of spots) {
    for (const b of spots) if (a !== b) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.radius + b.radius);
  }
  expect(layoutOf({ nodes: [web], edges: [], measure: "bytes" }, 300, 200)).toMatchObject([{ x: 150 }]);
  expect(layoutOf({ nodes: [], edges: [], measure: "bytes" }, 300, 200)).toEqual([]);
});

test("a line from a node to itself lies in the drawing, however thick it is", () => {
  for (const height of [300, 560]) {
    const all = topology.nodes.map(({ id }) => edge(id, id, 900, 5));
    const spots = layoutOf({ ...topology, edges: [...topology.edges, ...all] }, 800, height);
    for (const spot of spots) {
      const tops = Array.from({ length: 21 }, (_, at) => pathOf(spot, spot, 10).at(at / 20).y);
      expect(Math.min(...tops)).toBeGreaterThanOrEqual(0);
      expect(spot.y - spot.loop).toBeLessThanOrEqual(Math.min(...tops));
    }
  }
});

test("with many nodes no mark, word or count of rejected flows lies on another, on a desk and on a phone", () => {
  const nodes = Array.from({ length: 21 }, (_, at) =>
    node(`eni-0123456789abc${at + 1000}`, "interface", [`10.0.1.${at}`, "10.0.2.1"], 1000 >> at),
  );
  const edges = nodes.flatMap((a, at) =>
    nodes.slice(at).map((b, to) => edge(a.id, b.id, 1000 >> (at + to), to % 3 === 0 ? 7 * (to + 1) : 0)),
  );
  for (const width of [840, 334]) {
    const crowd: Topology = { ...topology, nodes, edges };
    const height = drawingHeight(nodes.length, width);
    const spots = layoutOf(crowd, width, height);
    const badges = placeBadges(crowd, new Map(spots.map((spot) => [spot.id, spot])));
    const boxes = [...spots.map(footprintBox), ...badges];
    for (const [at, one] of boxes.entries()) {
      for (const two of boxes.slice(at + 1)) expect(overlap(one, two)).toBe(false);
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width).toBeLessThanOrEqual(width);
      expect(one.y + one.height).toBeLessThanOrEqual(height);
    }
  }
});

test("what a node or an edge stands for can be filtered by", () => {
  expect(nodeFilter(web, topology)).toBe("addr:(10.0.1.1 or 10.0.1.2)");
  expect(nodeFilter({ ...web, addresses: null }, topology)).toBe("subnet-id:subnet-0123456789abcdef0");
  expect(nodeFilter(other, topology)).toBeUndefined();
  expect(edgeFilter(web, other, topology)).toBeUndefined();
  expect(edgeFilter(net, net, topology)).toBe("srcaddr:10.9.9.0/24 dstaddr:10.9.9.0/24");
  const filters = [nodeFilter(internet, topology), edgeFilter(web, internet, topology), edgeFilter(net, web, topology)];
  for (const filter of filters) expect(parseFilter(filter ?? "(")).toMatchObject({ ok: true });
});

test("ids by their end, and one sentence", () => {
  expect(nodeWords(web, 0)).toEqual({ name: "subnet-…9abcdef0", detail: "10.0.1.1 +1" });
  expect(nodeWords(other, 3).name).toBe("Other (3)");
  expect(topologySentence(topology, "si")).toBe(
    "4 nodes, 3 more folded into one. Most traffic, 700\u00a0B, between subnet-0123456789abcdef0 and Internet. 4 flows were rejected, most between 10.9.9.0/24 and subnet-0123456789abcdef0.",
  );
  expect(topologySentence({ ...topology, nodes: [], edges: [] }, "si")).toMatch(/^No traffic/);
});
