"use client";

import type { ReactNode } from "react";
import { useByteUnits } from "@/components/providers/preferences";
import { cx, Skeleton } from "@/components/ui";
import type { Host } from "@/lib/api/contract";
import { formatBytes, formatExact, formatMeasureExact, formatShare, toNumber } from "@/lib/view";

interface TileProps {
  label: string;
  figure?: string;
  /** True when there will be no figure. */
  failed: boolean;
  exact?: string;
  note?: ReactNode;
}

function Tile({ label, figure, failed, exact, note }: TileProps) {
  return (
    <div className="min-w-0 bg-surface px-3 py-2">
      <dt className="text-label text-muted">{label}</dt>
      <dd className="flex h-7 items-baseline gap-2 max-sm:h-11 max-sm:flex-col max-sm:gap-0">
        {figure === undefined && failed ? (
          <span className="text-faint">not known</span>
        ) : figure === undefined ? (
          <Skeleton className="mt-1 h-5 w-20 self-start" />
        ) : (
          <>
            <span className="figures whitespace-nowrap font-medium text-[20px] leading-7 tracking-tight" title={exact}>
              {figure}
            </span>
            <span className="figures truncate text-faint text-label">{note}</span>
          </>
        )}
      </dd>
    </div>
  );
}

/** What a host received and sent, with how many, and what was rejected of it. */
export function HostTotals({ host, failed, stale }: { host: Host | undefined; failed: boolean; stale: boolean }) {
  const units = useByteUnits();
  const flows = host && toNumber(host.received.flows) + toNumber(host.sent.flows);
  const rejected = host && toNumber(host.received.reject.flows) + toNumber(host.sent.reject.flows);
  const many = (count: number | string, one: string) =>
    `${formatExact(count)} ${String(count) === "1" ? one : `${one}s`}`;
  return (
    <dl
      aria-label="Totals"
      className={cx(
        "hairline-panel grid grid-cols-2 gap-px overflow-hidden bg-line lg:grid-cols-4",
        stale && "opacity-50",
      )}
    >
      <Tile
        failed={failed}
        label="Received"
        figure={host && formatBytes(host.received.bytes, units)}
        exact={host && formatMeasureExact(host.received.bytes, "bytes")}
        note={host && many(host.received.flows, "flow")}
      />
      <Tile
        failed={failed}
        label="Sent"
        figure={host && formatBytes(host.sent.bytes, units)}
        exact={host && formatMeasureExact(host.sent.bytes, "bytes")}
        note={host && many(host.sent.flows, "flow")}
      />
      <Tile
        failed={failed}
        label="Rejected"
        figure={rejected === undefined ? undefined : formatShare(rejected, flows ?? 0)}
        exact={rejected === undefined ? undefined : `${formatExact(rejected)} of ${formatExact(flows ?? 0)} flows`}
        note={rejected === undefined ? null : many(rejected, "flow")}
      />
      <Tile
        failed={failed}
        label="Peers"
        figure={host && formatExact(host.peers)}
        note={host && (String(host.peers) === "1" ? "address" : "addresses")}
      />
    </dl>
  );
}
