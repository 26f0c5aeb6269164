"use client";

import { useByteUnits } from "@/components/providers/preferences";
import { cx } from "@/components/ui";
import { useZone } from "@/components/view";
import type { RejectionTotals } from "@/lib/api/contract";
import { formatBytes, formatExact, formatTime, formatZone } from "@/lib/view";
import { type By, columnsOf, ROOM } from "./columns";
import { type Dates, shortTime } from "./short-time";

interface FigureCellsProps {
  totals: RejectionTotals;
  by: By;
  /** How much of the date the times need. */
  dates: Dates;
}

/** The figures of a row, a cell each. */
export function FigureCells({ totals, by, dates }: FigureCellsProps) {
  const zone = useZone();
  const units = useByteUnits();
  const time = (epoch: number | null) =>
    epoch === null ? null : (
      <time
        dateTime={new Date(epoch * 1000).toISOString()}
        title={`${formatTime(epoch, zone)} ${formatZone(zone, epoch)}`}
      >
        {shortTime(epoch, zone, dates)}
      </time>
    );
  return columnsOf(by).map(({ key, room }) => (
    <td
      key={key}
      className={cx("figures whitespace-nowrap px-2 py-1.5 text-right align-top text-data text-muted", ROOM[room])}
      title={key === "bytes" ? `${formatExact(totals.bytes)} bytes` : undefined}
    >
      {key === "first_start" || key === "last_start"
        ? time(totals[key])
        : key === "bytes"
          ? formatBytes(totals.bytes, units)
          : formatExact(totals[key])}
    </td>
  ));
}
