import type { Topology, TopologyEdge } from "@/lib/api/contract";
import { formatCount, toNumber } from "@/lib/view";
import { type Box, footprintBox, overlap } from "./boxes";
import { edgeKey } from "./edge-key";
import { type EdgePath, pathOf } from "./edge-path";
import { lineWidth, type Spot } from "./layout";
import { edgeTotal } from "./words";

/** The count of rejected flows on a line of the drawing. */
export interface Badge extends Box {
  readonly key: string;
  readonly text: string;
}

/** Lines that carry their count: more would cover the drawing. */
const MOST = 5;
const HEIGHT = 16;
const LETTER = 6.7;
/** Where on the line it may stand: its middle, else ever nearer to the ends. */
const PLACES = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8];

/** The line of what was rejected: beside that of what was accepted, if anything was. */
export function rejectedPath(edge: TopologyEdge, topology: Topology, a: Spot, b: Spot): EdgePath {
  const largest = Math.max(0, ...topology.edges.map((one) => edgeTotal(one, topology.measure)));
  const thick = lineWidth(edgeTotal(edge, topology.measure), largest);
  return pathOf(a, b, toNumber(edge.accepted) > 0 ? thick / 2 + 4 : 0);
}

/**
 * Places the counts of the edges with the most rejected flows, none on a node, on its words, or on another count. Where
 * a line has no such place its count is left to the list beside the drawing.
 */
export function placeBadges(topology: Topology, spots: ReadonlyMap<string, Spot>): Badge[] {
  const taken: Box[] = [...spots.values()].map(footprintBox);
  const refused = topology.edges
    .filter(({ rejected }) => toNumber(rejected) > 0)
    .sort((one, two) => toNumber(two.rejected) - toNumber(one.rejected))
    .slice(0, MOST);
  return refused.flatMap((edge) => {
    const [a, b] = [spots.get(edge.a), spots.get(edge.b)];
    if (!a || !b) return [];
    const text = `✕ ${formatCount(edge.rejected)}`;
    const width = 8 + LETTER * text.length;
    const path = rejectedPath(edge, topology, a, b);
    for (const place of PLACES) {
      const { x, y } = path.at(place);
      const box = { x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT };
      if (taken.some((one) => overlap(one, box))) continue;
      taken.push(box);
      return [{ ...box, key: edgeKey(edge), text }];
    }
    return [];
  });
}
