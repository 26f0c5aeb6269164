"use client";

import Link from "next/link";
import { keyLabel } from "@/components/charts/key-label";
import { rejectedOnly } from "@/components/overview/top-terms";
import { Panel } from "@/components/ui";
import { useFilterTerms, useView } from "@/components/view";
import type { Rejections } from "@/lib/api/contract";
import { between, formatMeasureExact } from "@/lib/view";

/** What was refused in the period before, and is not any more. */
export function GoneList({ data }: { data: Rejections }) {
  const { view, href } = useView();
  const { textWith } = useFilterTerms(rejectedOnly(view.filter));
  const { gone, before, by } = data;
  if (gone.length === 0 || !before) return null;
  return (
    <Panel title="Not refused any more">
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-data">
        {gone.map((row) => (
          <li key={row.key ?? "-"} className="flex items-baseline gap-2">
            <Link
              href={href("/explore", {
                filter: textWith([[by, row.key]], "include"),
                range: between(before.from, before.to),
              })}
              className="figures hover:underline"
            >
              {keyLabel(by, row.key)}
            </Link>
            <span className="figures text-faint text-label">{formatMeasureExact(row.before ?? 0, "flows")} before</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
