"use client";

import Link from "next/link";
import { useState } from "react";
import { useByteUnits } from "@/components/providers/preferences";
import { Button, cx } from "@/components/ui";
import { useView } from "@/components/view";
import type { Topology } from "@/lib/api/contract";
import { columnFormat, formatExact, formatMeasureExact, toNumber } from "@/lib/view";
import { edgeKey } from "./edge-key";
import { edgeFilter } from "./node-filter";
import { edgeTotal, nodeName } from "./words";

const FEW = 14;

interface EdgeListProps {
  topology: Topology;
  chosen: string | undefined;
  onPoint: (key: string | undefined) => void;
}

/** The drawing as a list: who with whom, how much, what was rejected. A name opens the records. */
export function EdgeList({ topology, chosen, onPoint }: EdgeListProps) {
  const { view, href } = useView();
  const units = useByteUnits();
  const [all, setAll] = useState(false);
  const { nodes, edges, measure, folded } = topology;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const format = columnFormat(Math.max(0, ...edges.map((edge) => edgeTotal(edge, measure))), measure, units);
  const shown = all ? edges : edges.slice(0, FEW);
  return (
    <div className="min-w-0">
      <table className="w-full text-data">
        <caption className="sr-only">Traffic between nodes, most first</caption>
        <thead className="text-faint text-label">
          <tr>
            <th scope="col" className="py-1 pr-2 text-left font-normal">
              Between
            </th>
            <th scope="col" className="whitespace-nowrap py-1 pl-2 text-right font-normal">
              {measure[0]?.toUpperCase()}
              {measure.slice(1)}
              {format.unit ? `, ${format.unit}` : ""}
            </th>
            <th scope="col" className="whitespace-nowrap py-1 pl-2 text-right font-normal">
              Rejected
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((edge) => {
            const [a, b] = [byId.get(edge.a), byId.get(edge.b)];
            if (!a || !b) return null;
            const filter = edgeFilter(a, b, topology);
            const [one, two] = [nodeName(a, folded), nodeName(b, folded)];
            const words = (
              <>
                <span className="inline-block">{one}</span>{" "}
                {a === b ? (
                  <span className="text-faint">within</span>
                ) : (
                  <>
                    <span className="text-faint">and</span> <span className="inline-block">{two}</span>
                  </>
                )}
              </>
            );
            const key = edgeKey(edge);
            const refused = toNumber(edge.rejected);
            return (
              <tr
                key={key}
                onMouseEnter={() => onPoint(key)}
                onMouseLeave={() => onPoint(undefined)}
                className={cx("border-t hover:bg-hover", chosen === key && "bg-hover")}
              >
                <th scope="row" className="figures py-1 pr-2 text-left font-normal text-label leading-4">
                  {filter === undefined ? (
                    words
                  ) : (
                    <Link
                      href={href("/explore", { filter: view.filter ? `(${view.filter}) (${filter})` : filter })}
                      title="The records of this traffic"
                      onFocus={() => onPoint(key)}
                      onBlur={() => onPoint(undefined)}
                      className="hover:underline"
                    >
                      {words}
                    </Link>
                  )}
                </th>
                <td
                  className="figures whitespace-nowrap py-1 pl-2 text-right align-top"
                  title={`${formatMeasureExact(edge.a_to_b[measure], measure)} from ${one}, ${formatMeasureExact(edge.b_to_a[measure], measure)} back`}
                >
                  {format.figure(edgeTotal(edge, measure))}
                </td>
                <td className="figures whitespace-nowrap py-1 pl-2 text-right align-top">
                  {refused > 0 ? (
                    <span
                      className="inline-flex items-center gap-1.5 text-reject-text"
                      title={`${formatExact(edge.rejected)} flows rejected, ${formatExact(edge.accepted)} accepted`}
                    >
                      <span aria-hidden className="hatch-reject size-2 rounded-[2px]" />
                      {formatExact(edge.rejected)}
                    </span>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {edges.length > FEW ? (
        <Button size="small" variant="quiet" className="mt-1 -ml-2" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${edges.length}`}
        </Button>
      ) : null}
    </div>
  );
}
