"use client";

import { ArrowDown } from "lucide-react";
import { cx } from "@/components/ui";
import { useZone } from "@/components/view";
import type { Rejections } from "@/lib/api/contract";
import { formatExact, formatShare, toNumber } from "@/lib/view";
import { BY, type By, columnsOf, ROOM, type Sort } from "./columns";
import { NoiseRows } from "./noise-rows";
import { RejectionRows } from "./rejection-row";
import { datesOf } from "./short-time";

interface HeadProps {
  label: string;
  title?: string;
  sort?: Sort;
  sorted: Sort;
  onSort: (sort: Sort) => void;
  className?: string;
}

function Head({ label, title, sort, sorted, onSort, className }: HeadProps) {
  const current = sort !== undefined && sort === sorted;
  return (
    <th
      scope="col"
      title={title}
      aria-sort={current ? "descending" : undefined}
      className={cx("whitespace-nowrap px-2 py-1.5 text-right font-normal", className)}
    >
      {sort === undefined ? (
        label
      ) : (
        <button
          type="button"
          onClick={() => onSort(sort)}
          className={cx("inline-flex items-center gap-1 hover:text-text", current && "font-medium text-text")}
        >
          {current ? <ArrowDown aria-hidden className="size-3" /> : null}
          {label}
        </button>
      )}
    </th>
  );
}

interface RejectionsTableProps {
  data: Rejections;
  by: By;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** Who is refused where: a row a key, then the noise, then how much is not listed. */
export function RejectionsTable({ data, by, sort, onSort }: RejectionsTableProps) {
  const zone = useZone();
  const { rows, other, total } = data;
  const head = BY.find(({ value }) => value === by)?.head ?? by;
  const dates = datesOf(total.first_start ?? 0, total.last_start ?? total.first_start ?? 0, zone);
  const largest = Math.max(0, ...rows.map(({ flows }) => toNumber(flows)));
  return (
    <table className="w-full border-collapse">
      <thead className="text-faint text-label">
        <tr>
          <th scope="col" className="py-1.5 pr-2 pl-3 text-left font-normal">
            {head}
          </th>
          <Head label="Rejected flows" sort="flows" sorted={sort} onSort={onSort} />
          {columnsOf(by).map((column) => (
            <Head
              key={column.key}
              label={column.label}
              title={column.title}
              sort={column.sort}
              sorted={sort}
              onSort={onSort}
              className={ROOM[column.room]}
            />
          ))}
          <th scope="col" className="py-1.5 pr-3 pl-4 text-left font-normal max-xl:hidden">
            What refused it, judged by the busiest pair
          </th>
        </tr>
      </thead>
      <tbody>
        <RejectionRows rows={rows} by={by} largest={largest} total={toNumber(total.flows)} dates={dates} />
        {toNumber(other.groups) > 0 ? (
          <tr className="border-t text-label text-muted">
            <td className="py-1.5 pl-3">
              and <span className="figures">{formatExact(other.groups)}</span> more
            </td>
            <td className="figures px-2 py-1.5 text-right">
              {formatExact(other.flows)}{" "}
              <span className="inline-block w-13 text-faint max-md:hidden">
                {formatShare(other.flows, total.flows)}
              </span>
            </td>
            <td colSpan={columnsOf(by).length + 1} />
          </tr>
        ) : null}
      </tbody>
      <NoiseRows data={data} by={by} sort={sort} dates={dates} />
    </table>
  );
}
