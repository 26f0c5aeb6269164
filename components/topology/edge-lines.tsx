"use client";

import { useRef } from "react";
import type { Topology, TopologyEdge } from "@/lib/api/contract";
import { toNumber } from "@/lib/view";
import { rejectedPath } from "./badges";
import { edgeKey } from "./edge-key";
import { pathOf } from "./edge-path";
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

/** From so many edges on, small ones step back behind large ones. */
const CROWDED = 40;

/** How strongly a line is drawn. @param share its part of the largest. */
const strength = (share: number, crowded: boolean): number => (crowded ? 0.2 + 0.8 * Math.sqrt(share) : 1);

/** The lines of the drawing: width for traffic, dashes and a count for what was rejected. For the eye and the mouse only. */
export function EdgeLines({ topology, spots, width, height, chosen, onPick, onPoint }: EdgeLinesProps) {
  const { edges, measure } = topology;
  const largest = Math.max(0, ...edges.map((edge) => edgeTotal(edge, measure)));
  const worst = Math.max(1, ...edges.map(({ rejected }) => toNumber(rejected)));
  const crowded = edges.length > CROWDED && chosen === undefined;
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
        const total = edgeTotal(edge, measure);
        const thick = lineWidth(total, largest);
        const main = pathOf(a, b, 0);
        return (
          <g key={key} opacity={faded ? 0.12 : 1} className="cursor-pointer" data-mark={edges.indexOf(edge)}>
            {accepted || !rejected ? (
              <path
                d={main.d}
                fill="none"
                stroke={accepted ? "var(--accept)" : "var(--unknown)"}
                strokeOpacity={chosen === key ? 1 : 0.75 * strength(total / Math.max(1, largest), crowded)}
                strokeWidth={thick}
                strokeLinecap="round"
              />
            ) : null}
            {rejected ? (
              <path
                d={rejectedPath(edge, topology, a, b).d}
                fill="none"
                stroke="var(--reject)"
                strokeOpacity={strength(toNumber(edge.rejected) / worst, crowded)}
                strokeWidth={2}
                strokeDasharray="6 5"
                strokeLinecap="butt"
              />
            ) : null}
            <path d={main.d} fill="none" stroke="transparent" strokeWidth={Math.max(12, thick)} />
          </g>
        );
      })}
    </svg>
  );
}
