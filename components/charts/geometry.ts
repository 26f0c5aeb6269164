/** Where the drawing stands in its box, shared by the chart, what lies over it, and the ribbon under it. Pixels. */
export const PLOT = { left: 60, right: 8, top: 8, bottom: 28 } as const;

/** Height of a time series with its axes. */
export const CHART_HEIGHT = 280;

/** The bucket under a point. @param x pixels from the left of the box. @returns an index from 0 to count - 1. */
export function bucketAt(x: number, boxWidth: number, count: number): number {
  const inner = Math.max(1, boxWidth - PLOT.left - PLOT.right);
  return Math.min(count - 1, Math.max(0, Math.floor(((x - PLOT.left) / inner) * count)));
}

/** The left edge of a bucket in pixels; of `count` it is the right edge of the plot. */
export function bucketEdge(index: number, boxWidth: number, count: number): number {
  const inner = Math.max(1, boxWidth - PLOT.left - PLOT.right);
  return PLOT.left + (inner * index) / Math.max(1, count);
}

/** The middle of a bucket in pixels. */
export const bucketMiddle = (index: number, boxWidth: number, count: number): number =>
  (bucketEdge(index, boxWidth, count) + bucketEdge(index + 1, boxWidth, count)) / 2;
