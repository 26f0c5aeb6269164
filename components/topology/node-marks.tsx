"use client";

import { Globe } from "lucide-react";
import { cx } from "@/components/ui";
import type { Topology, TopologyNode } from "@/lib/api/contract";
import type { Spot } from "./layout";
import { nodeName, nodeWords } from "./words";

interface NodeMarksProps {
  topology: Topology;
  spots: ReadonlyMap<string, Spot>;
  /** Ids of nodes that step back. */
  faded: (id: string) => boolean;
  onPick: (node: TopologyNode) => void;
  onPoint: (id: string | undefined) => void;
}

const SHAPES: Readonly<Record<TopologyNode["kind"], string>> = {
  subnet: "rounded-[6px] border-accent bg-selected",
  interface: "rounded-[3px] border-accent bg-selected",
  network: "rounded-full border-accent bg-selected",
  internet: "rounded-full border-text bg-surface",
  other: "rounded-full border-unknown border-dashed bg-surface",
};

/** The nodes of the drawing: buttons that narrow the filter, with their words below. */
export function NodeMarks({ topology, spots, faded, onPick, onPoint }: NodeMarksProps) {
  return topology.nodes.map((node) => {
    const spot = spots.get(node.id);
    if (!spot) return null;
    const { name, detail } = nodeWords(node, topology.folded);
    const size = spot.radius * 2;
    const full = nodeName(node, topology.folded);
    return (
      <button
        key={node.id}
        type="button"
        title={node.kind === "other" ? full : `Only ${full}`}
        aria-label={node.kind === "other" ? full : `Only ${full}`}
        disabled={node.kind === "other"}
        onClick={() => onPick(node)}
        onMouseEnter={() => onPoint(node.id)}
        onMouseLeave={() => onPoint(undefined)}
        onFocus={() => onPoint(node.id)}
        onBlur={() => onPoint(undefined)}
        className={cx(
          "absolute flex w-32 flex-col items-center rounded-control text-center",
          faded(node.id) && "opacity-25",
        )}
        style={{ left: spot.x - 64, top: spot.y - spot.radius }}
      >
        <span
          className={cx("flex items-center justify-center border-2", SHAPES[node.kind])}
          style={{ width: size, height: size }}
        >
          {node.kind === "internet" ? <Globe aria-hidden className="size-[60%] text-muted" /> : null}
        </span>
        <span className="figures mt-0.5 whitespace-nowrap rounded bg-surface/80 px-1 text-[11px] text-text leading-3.5">
          {name}
        </span>
        {detail ? (
          <span className="figures whitespace-nowrap rounded bg-surface/80 px-1 text-[11px] text-faint leading-3.5">
            {detail}
          </span>
        ) : null}
      </button>
    );
  });
}
