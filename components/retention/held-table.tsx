"use client";

import { useState } from "react";
import { Button } from "@/components/ui";
import type { Retention } from "@/lib/api/contract";
import { formatBytes, formatExact } from "@/lib/view";
import { heldRows } from "./held-rows";
import { sayDays, sayInStep, sayLimit } from "./words";

/** Rows shown before all are asked for. */
const FEW = 8;

/** What each source holds, and the imports together, the most first. Nothing where there are only imports without a limit. */
export function HeldTable({ retention, now }: { retention: Retention; now: number }) {
  const [all, setAll] = useState(false);
  const { rules } = retention;
  const rows = heldRows(retention);
  const shown = all ? rows : rows.slice(0, FEW);
  if (rows.length === 0) return null;
  return (
    <>
      <table className="mt-2 w-full text-left text-data">
        <thead className="text-label text-muted">
          <tr>
            <th className="py-1.5 pr-4 font-normal">Held by</th>
            <th className="py-1.5 pr-4 text-right font-normal">Records</th>
            <th className="whitespace-nowrap py-1.5 pr-4 text-right font-normal max-sm:pr-0">On disk, about</th>
            <th className="py-1.5 pr-4 font-normal max-md:hidden">Days, UTC</th>
            <th className="py-1.5 pr-4 font-normal max-md:hidden">Updated</th>
            <th className="py-1.5 font-normal max-sm:hidden">Limit</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.id} className="border-t">
              <td className="w-full max-w-0 truncate py-1.5 pr-4" title={one.name}>
                {one.name}
              </td>
              <td className="figures whitespace-nowrap py-1.5 pr-4 text-right">{formatExact(one.records)}</td>
              <td
                className="figures whitespace-nowrap py-1.5 pr-4 text-right max-sm:pr-0"
                title={`About ${formatExact(one.bytes)} bytes: each day's bytes by the share of its records`}
              >
                {formatBytes(one.bytes)}
              </td>
              <td className="figures whitespace-nowrap py-1.5 pr-4 text-muted max-md:hidden">{sayDays(one)}</td>
              {/* The server drew it a moment earlier than the browser does. */}
              <td suppressHydrationWarning className="whitespace-nowrap py-1.5 pr-4 text-muted max-md:hidden">
                {sayInStep(one, now)}
              </td>
              <td className="whitespace-nowrap py-1.5 text-muted max-sm:hidden">
                {sayLimit(rules.find((rule) => rule.source === one.id))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > FEW ? (
        <Button size="small" variant="quiet" className="mt-1" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Show the largest only" : `Show all ${rows.length}`}
        </Button>
      ) : null}
    </>
  );
}
