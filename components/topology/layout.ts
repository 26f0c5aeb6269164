import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";
import type { Topology } from "@/lib/api/contract";
import { toNumber } from "@/lib/view";
import { type Footprint, settle } from "./boxes";
import { loopReach } from "./edge-path";
import { nodeWords } from "./words";

/** Where a node stands, in pixels, and how much room its words take below it. */
export interface Spot extends Readonly<Footprint> {
  readonly id: string;
}

interface Body extends SimulationNodeDatum, Pick<Spot, "id" | "radius" | "loop" | "words"> {}

/** Enough for twenty nodes to come to rest; always as many, so that equal data is drawn equally. */
const TICKS = 260;
const SMALLEST = 9;
const LARGEST = 26;
/** Room that a node's words take beside and below it, before it is known exactly. */
const WORDS = { side: 58, below: 34 } as const;
/** Of the words as they are drawn, 11 px: a letter, a line, and what is kept free around them. */
const LETTER = { width: 6.7, height: 14, margin: 8 } as const;

/** The height of a drawing whose nodes have room enough, in pixels. */
export const LOWEST_DRAWING = 560;

/** The most of the drawing that marks and words may cover. */
const DENSEST = 0.4;

/** How high a drawing of some width must be, so that as many nodes have room for their words. */
export function drawingHeight(count: number, width: number): number {
  const node = WORDS.side * 1.7 * (LARGEST * 1.2 + WORDS.below);
  return Math.max(LOWEST_DRAWING, Math.ceil((count * node) / (Math.max(1, width) * DENSEST)));
}

function wordsRoom(words: { readonly name: string; readonly detail: string }): Spot["words"] {
  const lines = words.detail ? 2 : 1;
  const letters = Math.max(words.name.length, words.detail.length);
  return { width: letters * LETTER.width + LETTER.margin, height: lines * LETTER.height + 2 };
}

/** The width of a line in pixels: its square grows with the traffic, so that small ones still show. */
export function lineWidth(value: number, largest: number): number {
  return largest <= 0 ? 1 : 1 + 11 * Math.sqrt(value / largest);
}

/**
 * Places nodes so that those with much traffic between them stand together. It starts from the same places and takes
 * the same steps each time: equal data and equal size give the same picture.
 */
export function layoutOf(
  topology: Pick<Topology, "nodes" | "edges" | "measure"> & Partial<Pick<Topology, "folded">>,
  width: number,
  height: number,
): Spot[] {
  const { nodes, edges, measure } = topology;
  const most = Math.max(1, ...nodes.map(({ total }) => toNumber(total)));
  const looped = new Set(edges.filter(({ a, b }) => a === b).map(({ a }) => a));
  const bodies: Body[] = nodes.map((node) => {
    const radius = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(toNumber(node.total) / most);
    return {
      id: node.id,
      radius,
      loop: looped.has(node.id) ? loopReach(radius) : 0,
      words: wordsRoom(nodeWords(node, topology.folded ?? 0)),
    };
  });
  const ids = new Set(bodies.map(({ id }) => id));
  const links: SimulationLinkDatum<Body>[] = edges
    .filter(({ a, b }) => a !== b && ids.has(a) && ids.has(b))
    .map(({ a, b }) => ({ source: a, target: b }));
  const strengths = edges
    .filter(({ a, b }) => a !== b && ids.has(a) && ids.has(b))
    .map((edge) => toNumber(edge.a_to_b[measure]) + toNumber(edge.b_to_a[measure]));
  const strongest = Math.max(1, ...strengths);
  const room = Math.sqrt((width * height) / Math.max(1, bodies.length));
  const simulation = forceSimulation(bodies)
    .force(
      "link",
      forceLink<Body, SimulationLinkDatum<Body>>(links)
        .id(({ id }) => id)
        .distance(room * 1.1)
        .strength((_, at) => 0.06 + 0.2 * Math.sqrt((strengths[at] ?? 0) / strongest)),
    )
    // What is large has much around it, and needs the room.
    .force(
      "apart",
      forceManyBody<Body>().strength(({ radius }) => -room * (2 + (10 * radius) / LARGEST)),
    )
    .force("collide", forceCollide<Body>(({ radius }) => WORDS.side + radius).iterations(3))
    .force("x", forceX(0).strength(0.07))
    .force("y", forceY(0).strength((0.07 * width) / Math.max(1, height)))
    .stop();
  simulation.tick(TICKS);
  return fitted(bodies, width, height);
}

/** Stretches the picture to its box, each side by itself, with room for words at the edges. */
function fitted(bodies: readonly Body[], width: number, height: number): Spot[] {
  const xs = bodies.map(({ x }) => x ?? 0);
  const ys = bodies.map(({ y }) => y ?? 0);
  const scale = (values: readonly number[], from: number, to: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    if (high - low < 1) return () => (from + to) / 2;
    return (value: number) => from + ((value - low) / (high - low)) * (to - from);
  };
  const side = Math.min(WORDS.side + 12, width / 4);
  const toX = scale(xs, side, width - side);
  const toY = scale(ys, LARGEST + 8, height - LARGEST - WORDS.below - 4);
  const places = bodies.map((body, at) => ({ ...body, x: toX(xs[at] ?? 0), y: toY(ys[at] ?? 0) }));
  settle(places, width, height);
  const whole = (value: number) => Math.round(value * 10) / 10;
  return places.map(({ id, radius, loop, words, x, y }) => ({
    id,
    loop,
    words,
    radius: whole(radius),
    x: whole(x),
    y: whole(y),
  }));
}
