"use client";

import { useId, useMemo, useState } from "react";
import { useWidth } from "@/components/charts/use-width";
import { useByteUnits } from "@/components/providers/preferences";
import { useView } from "@/components/view";
import type { Topology } from "@/lib/api/contract";
import { BadgeMarks } from "./badge-marks";
import { placeBadges } from "./badges";
import { edgeKey } from "./edge-key";
import { EdgeLines } from "./edge-lines";
import { EdgeList } from "./edge-list";
import { drawingHeight, layoutOf } from "./layout";
import { edgeFilter, nodeFilter } from "./node-filter";
import { NodeMarks } from "./node-marks";
import { topologySentence } from "./words";

/** What the marks mean. */
function Key({ measure }: { measure: string }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-faint text-label">
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="data-colour h-1.5 w-5 rounded-full bg-accept opacity-60" /> accepted, width by{" "}
        {measure}
      </li>
      <li className="flex items-center gap-1.5">
        <svg viewBox="0 0 22 4" aria-hidden="true" className="h-1 w-5.5">
          <line x1="0" y1="2" x2="22" y2="2" stroke="var(--reject)" strokeWidth="2" strokeDasharray="6 4" />
        </svg>
        rejected, with the number of flows
      </li>
      <li>Size of a node by {measure}; a click narrows the filter</li>
    </ul>
  );
}

/** The drawing with the same as a list beside it. What is pointed at in one stands out in the other. */
export function TopologyFigure({ topology }: { topology: Topology }) {
  const { view, setView } = useView();
  const units = useByteUnits();
  const [box, width] = useWidth<HTMLDivElement>();
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const summary = useId();
  const height = drawingHeight(width > 0 ? topology.nodes.length : 0, width);
  const spots = useMemo(
    () => new Map(layoutOf(topology, width, height).map((spot) => [spot.id, spot])),
    [topology, width, height],
  );
  const badges = useMemo(() => placeBadges(topology, spots), [topology, spots]);
  const near = useMemo(() => {
    if (chosen === undefined) return undefined;
    const ids = new Set<string>();
    for (const edge of topology.edges) {
      if (edgeKey(edge) === chosen || edge.a === chosen || edge.b === chosen) ids.add(edge.a).add(edge.b);
    }
    return ids.add(chosen);
  }, [topology, chosen]);
  const narrow = (filter: string | undefined) => {
    if (filter) setView({ filter: view.filter ? `(${view.filter}) (${filter})` : filter });
  };
  const byId = new Map(topology.nodes.map((node) => [node.id, node]));
  return (
    <figure aria-describedby={summary} className="grid gap-x-4 gap-y-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <figcaption id={summary} className="sr-only">
        {topologySentence(topology, units)}
      </figcaption>
      <div className="min-w-0">
        <div ref={box} className="relative overflow-hidden" style={{ height }}>
          {width > 0 ? (
            <>
              <EdgeLines
                topology={topology}
                spots={spots}
                width={width}
                height={height}
                chosen={chosen}
                onPoint={setChosen}
                onPick={({ a, b }) => {
                  const [one, two] = [byId.get(a), byId.get(b)];
                  if (one && two) narrow(edgeFilter(one, two, topology));
                }}
              />
              <NodeMarks
                topology={topology}
                spots={spots}
                faded={(id) => near !== undefined && !near.has(id)}
                onPoint={setChosen}
                onPick={(node) => narrow(nodeFilter(node, topology))}
              />
              <BadgeMarks
                badges={badges}
                faded={(key) => chosen !== undefined && key !== chosen && !key.split(" ").includes(chosen)}
              />
            </>
          ) : null}
        </div>
        <Key measure={topology.measure} />
      </div>
      <EdgeList topology={topology} chosen={chosen} onPoint={setChosen} />
    </figure>
  );
}
