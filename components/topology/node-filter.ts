import type { Topology, TopologyNode } from "@/lib/api/contract";

type Places = Pick<Topology, "inside">;

const list = (values: readonly string[]): string =>
  values.length === 1 ? (values[0] ?? "") : `(${values.join(" or ")})`;

/** The condition that one side of a record is in a node; undefined where no filter says it. */
function side(node: TopologyNode, field: "srcaddr" | "dstaddr", { inside }: Places): string | undefined {
  if (node.kind === "internet") return `not ${field}:${list(inside)}`;
  return node.addresses && node.addresses.length > 0 ? `${field}:${list(node.addresses)}` : undefined;
}

/** The filter text for everything from or to a node; undefined for the folded rest. */
export function nodeFilter(node: TopologyNode, places: Places): string | undefined {
  if (node.addresses === null && node.kind === "subnet") return `subnet-id:${node.id}`;
  if (node.addresses === null && node.kind === "interface") return `interface-id:${node.id}`;
  if (node.kind === "internet") return `not (srcaddr:${list(places.inside)} dstaddr:${list(places.inside)})`;
  return node.addresses && node.addresses.length > 0 ? `addr:${list(node.addresses)}` : undefined;
}

/** The filter text for the traffic between two nodes, each way; undefined where one of them cannot be named. */
export function edgeFilter(a: TopologyNode, b: TopologyNode, places: Places): string | undefined {
  const [fromA, toA] = [side(a, "srcaddr", places), side(a, "dstaddr", places)];
  const [fromB, toB] = [side(b, "srcaddr", places), side(b, "dstaddr", places)];
  if (!fromA || !toA || !fromB || !toB) return undefined;
  return a.id === b.id ? `${fromA} ${toA}` : `(${fromA} ${toB}) or (${fromB} ${toA})`;
}
