"use client";

import { useByteUnits } from "@/components/providers/preferences";
import type { Sankey } from "@/lib/api/contract";
import { formatExact, formatMeasure, formatMeasureExact, toNumber } from "@/lib/view";
import { stopName } from "./sankey-words";

/** The bands as a table, most first. */
export function SankeyTable({ data }: { data: Sankey }) {
  const units = useByteUnits();
  const rows = [...data.links].sort((a, b) => toNumber(b.total) - toNumber(a.total));
  const name = (at: number) => {
    const node = data.nodes[at];
    return node ? stopName(node) : "-";
  };
  return (
    <table className="w-full text-data" aria-label="Bands as a table">
      <thead className="text-faint text-label">
        <tr>
          <th scope="col" className="py-1 pr-2 text-left font-normal">
            From
          </th>
          <th scope="col" className="py-1 pr-2 text-left font-normal">
            To
          </th>
          <th scope="col" className="py-1 pl-2 text-right font-normal">
            {data.measure[0]?.toUpperCase()}
            {data.measure.slice(1)}
          </th>
          <th scope="col" className="py-1 pl-2 text-right font-normal">
            Rejected flows
          </th>
        </tr>
      </thead>
      <tbody className="figures">
        {rows.map((link) => (
          <tr key={`${link.from} ${link.to}`} className="border-t hover:bg-hover">
            <th scope="row" className="py-1 pr-2 text-left font-normal">
              {name(link.from)}
            </th>
            <td className="py-1 pr-2">{name(link.to)}</td>
            <td className="py-1 pl-2 text-right" title={formatMeasureExact(link.total, data.measure)}>
              {formatMeasure(link.total, data.measure, units)}
            </td>
            <td className="py-1 pl-2 text-right text-reject-text">
              {toNumber(link.rejected) > 0 ? formatExact(link.rejected) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
