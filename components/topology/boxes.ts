/** A part of the drawing, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether two parts have a point in common. */
export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** A node's mark and the words below it, as wide as they need. */
export interface Footprint {
  /** The middle of its mark. */
  x: number;
  y: number;
  readonly radius: number;
  /** How far a line from it to itself reaches above its middle; 0 where there is none. */
  readonly loop: number;
  readonly words: { readonly width: number; readonly height: number };
}

/** The box that a node's mark and words take together. */
export function footprintBox({ x, y, radius, words }: Readonly<Footprint>): Box {
  const half = Math.max(radius, words.width / 2);
  return { x: x - half, y: y - radius, width: half * 2, height: radius * 2 + words.height };
}

/** The same with the line from the node to itself. */
function reachBox(node: Readonly<Footprint>): Box {
  const box = footprintBox(node);
  const more = Math.max(0, node.loop - node.radius);
  return { ...box, y: box.y - more, height: box.height + more };
}

const ROUNDS = 240;
const GAP = 4;

/**
 * Moves nodes apart until no mark and no word lies on another, each by the shorter way and only as far as it must,
 * within a box. It takes the same steps for the same places. Where there is no room for all, some still touch.
 */
export function settle(nodes: readonly Footprint[], width: number, height: number): void {
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (const [at, a] of nodes.entries()) {
      for (const b of nodes.slice(at + 1)) moved = part(a, b) || moved;
    }
    for (const node of nodes) hold(node, width, height);
    if (!moved) return;
  }
}

function part(a: Footprint, b: Footprint): boolean {
  const [one, two] = [footprintBox(a), footprintBox(b)];
  const overX = Math.min(one.x + one.width, two.x + two.width) - Math.max(one.x, two.x) + GAP;
  const overY = Math.min(one.y + one.height, two.y + two.height) - Math.max(one.y, two.y) + GAP;
  if (overX <= 0 || overY <= 0) return false;
  if (overX < overY) {
    const step = (a.x <= b.x ? -1 : 1) * (overX / 2);
    a.x += step;
    b.x -= step;
  } else {
    const step = (a.y <= b.y ? -1 : 1) * (overY / 2);
    a.y += step;
    b.y -= step;
  }
  return true;
}

function hold(node: Footprint, width: number, height: number): void {
  const { x, y, width: wide, height: high } = reachBox(node);
  node.x += Math.max(0, -x) - Math.max(0, x + wide - width);
  node.y += Math.max(0, -y) - Math.max(0, y + high - height);
}
