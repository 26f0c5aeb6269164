"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { ChangeMark } from "@/components/compare/change-mark";
import { Button, cx } from "@/components/ui";
import { useScope } from "@/components/view";
import type { Rejections } from "@/lib/api/contract";
import { rejectionsQuery } from "@/lib/api/queries";
import { formatExact, formatMeasureExact, formatShare, toNumber } from "@/lib/view";
import { type By, columnsOf, type Sort } from "./columns";
import { FigureCells } from "./figure-cells";
import { RejectionRows } from "./rejection-row";
import type { Dates } from "./short-time";

const ROWS = 25;

interface NoiseRowsProps {
  data: Rejections;
  by: By;
  sort: Sort;
  dates: Dates;
}

/** Internet background noise: one row with its sums, and what it is made of when it is opened. */
export function NoiseRows({ data, by, sort, dates }: NoiseRowsProps) {
  const { params } = useScope();
  const [open, setOpen] = useState(false);
  const { noise, total } = data;
  const asked = useQuery({
    ...rejectionsQuery({ ...params, by, sort, limit: ROWS, noise: "only" }),
    enabled: open,
  });
  if (toNumber(noise.flows) === 0) return null;
  const span = columnsOf(by).length + 3;
  const sources = formatExact(noise.sources);
  return (
    <tbody aria-label="Internet background noise">
      <tr className="border-t-2 bg-sunken/50">
        <th scope="row" className="py-1.5 pr-2 pl-1.5 text-left align-top font-normal">
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="flex items-start gap-1 rounded text-left text-data"
          >
            <ChevronRight aria-hidden className={cx("mt-0.5 size-4 shrink-0 text-muted", open && "rotate-90")} />
            <span>
              Internet background noise
              <span className="block text-faint text-label">
                <span className="figures">{sources}</span> {sources === "1" ? "source that tries" : "sources that try"}{" "}
                many ports or addresses
              </span>
            </span>
          </button>
        </th>
        <td className="px-2 py-1.5 text-right align-top">
          <span className="flex items-baseline justify-end gap-2">
            <ChangeMark now={noise.flows} before={noise.before} />
            <span className="figures min-w-10 text-right text-data" title={formatMeasureExact(noise.flows, "flows")}>
              {formatExact(noise.flows)}
            </span>
            <span className="figures w-13 text-right text-faint text-label max-md:hidden">
              {formatShare(noise.flows, total.flows)}
            </span>
          </span>
        </td>
        <FigureCells totals={noise} by={by} dates={dates} />
        <td className="py-1.5 pr-3 pl-4 align-top text-label text-muted max-xl:hidden">
          Public addresses that were refused at 3 services or 10 addresses, or more, and accepted nowhere
        </td>
      </tr>
      {open && asked.data ? (
        <RejectionRows
          rows={asked.data.rows}
          by={by}
          largest={toNumber(asked.data.rows[0]?.flows ?? 0)}
          total={toNumber(total.flows)}
          dates={dates}
          nested
        />
      ) : null}
      {open && (asked.error || !asked.data || toNumber(asked.data.other.groups) > 0) ? (
        <tr className="border-t bg-sunken/50">
          <td colSpan={span} className="py-1.5 pr-3 pl-9 text-label text-muted">
            {asked.data ? (
              <>
                and <span className="figures">{formatExact(asked.data.other.groups)}</span> more
              </>
            ) : asked.error ? (
              <span role="alert">
                {asked.error.message}{" "}
                <Button size="small" onClick={() => void asked.refetch()}>
                  Try again
                </Button>
              </span>
            ) : (
              "Loading"
            )}
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}
