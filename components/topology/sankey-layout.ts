import type { Sankey } from "@/lib/api/contract";
import { toNumber } from "@/lib/view";

/** A stop in the drawing, in pixels from the top. */
export interface Stop {
  readonly node: number;
  readonly x: number;
  readonly top: number;
  readonly height: number;
}

/** A band from one stop to another. */
export interface Band {
  readonly link: number;
  readonly path: string;
}

export const STOP_WIDTH = 10;
/** With the least height, as much as a line of words takes. */
const GAP = 14;
const LEAST = 1.5;
/** Half a line of words, above the first stop and below the last. */
const MARGIN = 8;
const COLUMNS = ["source", "service", "destination"] as const;

/**
 * Places the stops in three columns, each as high as its share, and the bands between them in the order of what they
 * lead to. Pixels; nothing depends on chance.
 */
export function sankeyLayout({ nodes, links }: Pick<Sankey, "nodes" | "links">, width: number, height: number) {
  const lists = COLUMNS.map((column) => nodes.flatMap((node, at) => (node.column === column ? [at] : [])));
  const most = Math.max(1, ...lists.map((list) => list.length));
  const sum = Math.max(1, lists[0]?.reduce((all, at) => all + toNumber(nodes[at]?.total ?? 0), 0) ?? 0);
  const scale = Math.max(0, height - 2 * MARGIN - GAP * (most - 1) - LEAST * most) / sum;
  const stops = new Map<number, Stop>();
  for (const [column, list] of lists.entries()) {
    const heights = list.map((at) => LEAST + toNumber(nodes[at]?.total ?? 0) * scale);
    const taken = heights.reduce((all, one) => all + one, 0) + GAP * Math.max(0, list.length - 1);
    let top = (height - taken) / 2;
    for (const [n, at] of list.entries()) {
      const tall = heights[n] ?? LEAST;
      stops.set(at, { node: at, x: ((width - STOP_WIDTH) * column) / 2, top, height: tall });
      top += tall + GAP;
    }
  }
  const out = new Map<number, number>();
  const into = new Map<number, number>();
  const order = links
    .map((link, at) => ({ link, at }))
    .sort((a, b) => a.link.from - b.link.from || a.link.to - b.link.to);
  const starts = new Map<number, number>();
  for (const { link, at } of order) {
    const from = stops.get(link.from);
    if (!from) continue;
    const before = out.get(link.from) ?? 0;
    starts.set(at, from.top + before);
    out.set(link.from, before + toNumber(link.total) * scale);
  }
  const bands = order.map(({ link, at }): Band => {
    const [from, to] = [stops.get(link.from), stops.get(link.to)];
    const thick = Math.max(0.75, toNumber(link.total) * scale);
    const before = into.get(link.to) ?? 0;
    into.set(link.to, before + toNumber(link.total) * scale);
    const [y0, y1] = [starts.get(at) ?? 0, (to?.top ?? 0) + before];
    const [x0, x1] = [(from?.x ?? 0) + STOP_WIDTH, to?.x ?? 0];
    const middle = (x0 + x1) / 2;
    const n = (value: number) => Math.round(value * 10) / 10;
    const path = `M${n(x0)},${n(y0)} C${n(middle)},${n(y0)} ${n(middle)},${n(y1)} ${n(x1)},${n(y1)} L${n(x1)},${n(y1 + thick)} C${n(middle)},${n(y1 + thick)} ${n(middle)},${n(y0 + thick)} ${n(x0)},${n(y0 + thick)} Z`;
    return { link: at, path };
  });
  return { stops: [...stops.values()], bands };
}
