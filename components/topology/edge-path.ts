import type { Spot } from "./layout";

/** A line of the drawing. */
export interface EdgePath {
  /** As SVG writes it. */
  readonly d: string;
  /** A place on it. @param t from 0 at its beginning to 1 at its end. */
  readonly at: (t: number) => { readonly x: number; readonly y: number };
}

/** A line between two nodes, bent to one side by some pixels; a loop above the node for traffic within it. */
export function pathOf(a: Spot, b: Spot, bend: number): EdgePath {
  return a === b ? loopOf(a, bend) : bowOf(a, b, bend);
}

/** Half of the widest line, and what a rejected one keeps from it: the most that a loop is bent outwards, in pixels. */
const MOST_BENT = 10;

/** How far the loop of a node of some radius reaches above its middle, at most. */
export const loopReach = (radius: number): number => Math.ceil(radius * 0.9 + (radius * 0.75 + MOST_BENT) * 1.425 + 1);

function loopOf({ x, y, radius }: Spot, bend: number): EdgePath {
  const r = radius * 0.75 + Math.abs(bend);
  const [foot, top] = [y - radius * 0.6, y - radius - r * 1.9];
  return {
    d: `M${x - r},${foot} C${x - r * 1.6},${top} ${x + r * 1.6},${top} ${x + r},${foot}`,
    at: (t) => {
      const [s0, s1, s2, s3] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
      return { x: x + r * (s3 - s0) + 1.6 * r * (s2 - s1), y: foot * (s0 + s3) + top * (s1 + s2) };
    },
  };
}

function bowOf(a: Spot, b: Spot, bend: number): EdgePath {
  const length = Math.max(1, Math.hypot(b.x - a.x, b.y - a.y));
  const [nx, ny] = [-(b.y - a.y) / length, (b.x - a.x) / length];
  const [mx, my] = [(a.x + b.x) / 2 + nx * bend * 2, (a.y + b.y) / 2 + ny * bend * 2];
  return {
    d: `M${a.x},${a.y} Q${mx},${my} ${b.x},${b.y}`,
    at: (t) => {
      const [s0, s1, s2] = [(1 - t) ** 2, 2 * (1 - t) * t, t ** 2];
      return { x: s0 * a.x + s1 * mx + s2 * b.x, y: s0 * a.y + s1 * my + s2 * b.y };
    },
  };
}
