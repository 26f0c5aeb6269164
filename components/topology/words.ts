import type { Topology, TopologyEdge, TopologyNode } from "@/lib/api/contract";
import { type ByteUnits, formatExact, formatMeasure, type Measure, toNumber } from "@/lib/view";

/** What a node is called where there is room for a line. */
export function nodeName(node: Pick<TopologyNode, "id" | "kind">, folded?: Topology["folded"]): string {
  if (node.kind === "internet") return "Internet";
  if (node.kind === "other") return folded === undefined ? "Other" : `Other (${formatExact(folded)})`;
  return node.id;
}

const TAIL = 8;

/** What stands under a node in the drawing: an id by its end, since all begin alike; and addresses that tell it. */
export function nodeWords(node: TopologyNode, folded: Topology["folded"]): { name: string; detail: string } {
  if (node.kind !== "subnet" && node.kind !== "interface") return { name: nodeName(node, folded), detail: "" };
  const [prefix = "", rest = ""] = node.id.split("-");
  const name = rest.length > TAIL + 2 ? `${prefix}-…${rest.slice(-TAIL)}` : node.id;
  const [first, ...more] = node.addresses ?? [];
  return { name, detail: first === undefined ? "" : more.length > 0 ? `${first} +${more.length}` : first };
}

/** All traffic of an edge in a measure. */
export const edgeTotal = (edge: TopologyEdge, measure: Measure): number =>
  toNumber(edge.a_to_b[measure]) + toNumber(edge.b_to_a[measure]);

/** The drawing in one sentence, for those who cannot see it. */
export function topologySentence(topology: Topology, units: ByteUnits): string {
  const { nodes, edges, measure, folded } = topology;
  const names = new Map(nodes.map((node) => [node.id, nodeName(node)]));
  const [largest] = edges;
  if (!largest) return "No traffic between two addresses in this range.";
  const refused = edges.reduce((sum, { rejected }) => sum + toNumber(rejected), 0);
  const worst = edges.reduce((most, edge) => (toNumber(edge.rejected) > toNumber(most.rejected) ? edge : most));
  const ends = ({ a, b }: TopologyEdge) =>
    a === b ? `within ${names.get(a)}` : `between ${names.get(a)} and ${names.get(b)}`;
  const amount = `${formatMeasure(edgeTotal(largest, measure), measure, units)}${measure === "bytes" ? "" : ` ${measure}`}`;
  const rest = toNumber(folded) > 0 ? `, ${formatExact(folded)} more folded into one` : "";
  const rejected =
    refused > 0 ? ` ${formatExact(refused)} flows were rejected, most ${ends(worst)}.` : " Nothing was rejected.";
  return `${nodes.length} nodes${rest}. Most traffic, ${amount}, ${ends(largest)}.${rejected}`;
}
