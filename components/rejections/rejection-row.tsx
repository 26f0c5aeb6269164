"use client";

import Link from "next/link";
import { Fragment } from "react";
import { keyLabel } from "@/components/charts/key-label";
import { ChangeMark } from "@/components/compare/change-mark";
import { hostLabel, hostsOf } from "@/components/host/host-href";
import { HostIconLink } from "@/components/host/host-icon-link";
import { rejectedOnly } from "@/components/overview/top-terms";
import { cx } from "@/components/ui";
import { WholeAddress } from "@/components/ui/whole-address";
import { useFilterTerms, useView } from "@/components/view";
import type { RejectionRow } from "@/lib/api/contract";
import { formatExact, formatMeasureExact, formatShare, toNumber } from "@/lib/view";
import { type By, columnsOf } from "./columns";
import { FigureCells } from "./figure-cells";
import type { Dates } from "./short-time";
import { VerdictCell } from "./verdict-cell";

/** The flows of a row: figure, what has changed, and a hatched bar in proportion to the largest row. */
export function FlowsCell({ row, largest, total }: { row: RejectionRow; largest: number; total: number }) {
  const width = `${(100 * toNumber(row.flows)) / Math.max(1, largest)}%`;
  return (
    <td className="w-52 min-w-28 px-2 py-1.5 align-top max-md:w-28 max-md:pr-3 max-xl:pb-0.5 max-sm:min-w-22 max-sm:w-22">
      <span className="flex items-baseline justify-end gap-2">
        <ChangeMark
          now={row.flows}
          before={row.before}
          title={row.before === null ? undefined : `${formatMeasureExact(row.before, "flows")} in the period before`}
        />
        <span className="figures min-w-10 text-right text-data" title={formatMeasureExact(row.flows, "flows")}>
          {formatExact(row.flows)}
        </span>
        <span className="figures w-13 text-right text-faint text-label max-md:hidden">
          {formatShare(row.flows, total)}
        </span>
      </span>
      <span aria-hidden className="mt-1 flex h-1 overflow-hidden rounded-[2px] bg-sunken">
        <span className="hatch-reject h-full" style={{ width }} />
      </span>
    </td>
  );
}

interface RejectionRowsProps {
  rows: readonly RejectionRow[];
  by: By;
  largest: number;
  total: number;
  dates: Dates;
  /** Rows below another one, as those of the noise are. */
  nested?: boolean;
}

/** Rows of who is refused where. The name opens the records behind it. */
export function RejectionRows({ rows, by, largest, total, dates, nested }: RejectionRowsProps) {
  const { view, href } = useView();
  const { textWith } = useFilterTerms(rejectedOnly(view.filter));
  return rows.map((row) => {
    const label = keyLabel(by, row.key);
    return (
      <Fragment key={row.key ?? "-"}>
        <tr className={cx("border-t hover:bg-hover", nested && "bg-sunken/50")}>
          <th
            scope="row"
            className={cx("py-1.5 pr-2 pl-3 text-left align-top font-normal", nested ? "pl-9" : "max-xl:pb-0")}
          >
            <Link
              href={href("/explore", { filter: textWith([[by, row.key]], "include") })}
              title={`Rejected records of ${label}`}
              className="figures text-data hover:underline"
            >
              <WholeAddress text={label} />
            </Link>
            {hostsOf(by, row.key).map((host) => (
              <HostIconLink key={hostLabel(host)} host={host} className="-my-1 ml-1 max-md:hidden" />
            ))}
          </th>
          <FlowsCell row={row} largest={largest} total={total} />
          <FigureCells totals={row} by={by} dates={dates} />
          <td className="py-1.5 pr-3 pl-4 align-top max-xl:hidden">
            {nested ? null : <VerdictCell busiest={row.busiest} />}
          </td>
        </tr>
        {nested ? null : (
          // Where there is no room for a column the verdict has the whole width, so that it takes one line, before it is there as after.
          <tr className="xl:hidden">
            <td colSpan={columnsOf(by).length + 2} className="px-3 pb-1.5">
              <VerdictCell busiest={row.busiest} />
            </td>
          </tr>
        )}
      </Fragment>
    );
  });
}
