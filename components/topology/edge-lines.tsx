"use client";

import { useRef } from "react";
import type { Topology, TopologyEdge } from "@/lib/api/contract";
import { formatCount, toNumber } from "@/lib/view";
import { lineWidth, type Spot } from "./layout";
import { useMarks } from "./use-marks";
import { edgeTotal } from "./words";

interface EdgeLinesProps {
  topology: Topology;
  spots: ReadonlyMap<string, Spot>;
  width: number;
  height: number;
  /** The edge, or the node, that stands out; the others step back. */
  chosen: string | undefined;
  onPick: (edge: TopologyEdge) => void;
  onPoint: (key: string | undefined) => void;
}

/** Names an edge. */
export const edgeKey = ({ a, b }: Pick<TopologyEdge, "a" | "b">): string => `${a} ${b}`;

/** Rejected edges that carry their count in the drawing: more would cover it. */
const LABELLED = 5;

/** A line between two nodes, bent to one side by some pixels; a loop above the node for traffic within it. */
function pathOf(a: Spot, b: Spot, bend: number): { d: string; x: number; y: number } {
  if (a === b) {
    const { x, y, radius } = a;
    const r = radius * 0.75 + Math.abs(bend);
    return {
      d: `M${x - r},${y - radius * 0.6} C${x - r * 1.6},${y - radius - r * 1.9} ${x + r * 1.6},${y - radius - r * 1.9} ${x + r},${y - radius * 0.6}`,
      x,
      y: y - radius - r,
    };
  }
  const length = Math.max(1, Math.hypot(b.x - a.x, b.y - a.y));
  const [nx, ny] = [-(b.y - a.y) / length, (b.x - a.x) / length];
  const [mx, my] = [(a.x + b.x) / 2 + nx * bend * 2, (a.y + b.y) / 2 + ny * bend * 2];
  return {
    d: `M${a.x},${a.y} Q${mx},${my} ${b.x},${b.y}`,
    x: (a.x + b.x) / 2 + nx * bend,
    y: (a.y + b.y) / 2 + ny * bend,
  };
}

/** The lines of the drawing: width for traffic, dashes and a count for what was rejected. For the eye and the mouse only. */
export function EdgeLines({ topology, spots, width, height, chosen, onPick, onPoint }: EdgeLinesProps) {
  const { edges, measure } = topology;
  const largest = Math.max(0, ...edges.map((edge) => edgeTotal(edge, measure)));
  const refused = [...edges].filter(({ rejected }) => toNumber(rejected) > 0);
  const labelled = new Set(
    refused
      .sort((a, b) => toNumber(b.rejected) - toNumber(a.rejected))
      .slice(0, LABELLED)
      .map(edgeKey),
  );
  // Wide lines lie below, so that thin ones are not covered.
  const order = [...edges].sort((a, b) => edgeTotal(b, measure) - edgeTotal(a, measure));
  const drawing = useRef<SVGSVGElement>(null);
  useMarks(drawing, {
    pick: (mark) => {
      const edge = edges[mark];
      if (edge) onPick(edge);
    },
    point: (mark) => {
      const edge = mark === undefined ? undefined : edges[mark];
      onPoint(edge && edgeKey(edge));
    },
  });
  return (
    <svg ref={drawing} width={width} height={height} aria-hidden="true" className="absolute inset-0">
      {order.map((edge) => {
        const [a, b] = [spots.get(edge.a), spots.get(edge.b)];
        if (!a || !b) return null;
        const key = edgeKey(edge);
        const faded = chosen !== undefined && chosen !== key && chosen !== edge.a && chosen !== edge.b;
        const accepted = toNumber(edge.accepted) > 0;
        const rejected = toNumber(edge.rejected) > 0;
        const thick = lineWidth(edgeTotal(edge, measure), largest);
        const main = pathOf(a, b, 0);
        const beside = pathOf(a, b, accepted ? thick / 2 + 4 : 0);
        return (
          <g key={key} opacity={faded ? 0.12 : 1} className="cursor-pointer" data-mark={edges.indexOf(edge)}>
            {accepted || !rejected ? (
              <path
                d={main.d}
                fill="none"
                stroke={accepted ? "var(--accept)" : "var(--unknown)"}
                strokeOpacity={chosen === key ? 1 : 0.75}
                strokeWidth={thick}
                strokeLinecap="round"
              />
            ) : null}
            {rejected ? (
              <path
                d={beside.d}
                fill="none"
                stroke="var(--reject)"
                strokeWidth={2}
                strokeDasharray="6 5"
                strokeLinecap="butt"
              />
            ) : null}
            <path d={main.d} fill="none" stroke="transparent" strokeWidth={Math.max(12, thick)} />
            {rejected && labelled.has(key) ? (
              <g transform={`translate(${beside.x},${beside.y})`}>
                <rect
                  x={-4 - 3.6 * (formatCount(edge.rejected).length + 2)}
                  y={-8}
                  width={8 + 7.2 * (formatCount(edge.rejected).length + 2)}
                  height={16}
                  rx={4}
                  fill="var(--surface)"
                  stroke="var(--reject)"
                />
                <text
                  textAnchor="middle"
                  dominantBaseline="central"
                  fontSize={11}
                  fontFamily="var(--font-mono)"
                  fill="var(--reject-text)"
                >
                  ✕ {formatCount(edge.rejected)}
                </text>
              </g>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
