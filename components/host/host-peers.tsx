"use client";

import { useQuery } from "@tanstack/react-query";
import { SquareArrowOutUpRight } from "lucide-react";
import Link from "next/link";
import { useByteUnits } from "@/components/providers/preferences";
import { buttonClass, Panel, Tooltip } from "@/components/ui";
import { useFilterTerms, useScope, useView } from "@/components/view";
import { hostPeersQuery } from "@/lib/api/queries";
import { formatMeasure, formatMeasureExact, toNumber } from "@/lib/view";
import { type HostName, hostTerms } from "./host-href";
import { HostLink } from "./host-link";
import { ListTable, RejectedCount, WaitingRows } from "./list-table";

const ROWS = 15;

/** With whom a host has the most traffic. A peer leads to its own page. */
export function HostPeersPanel({ name }: { name: HostName }) {
  const { params, ready } = useScope();
  const { view, href } = useView();
  const { textWith } = useFilterTerms();
  const units = useByteUnits();
  const { measure } = view;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...hostPeersQuery({ ...params, ...name, measure, limit: ROWS }),
    enabled: ready,
  });
  const figure = (value: number | string) => (
    <span title={formatMeasureExact(value, measure)}>{formatMeasure(value, measure, units)}</span>
  );
  return (
    <Panel
      title={`Top peers, by ${measure}`}
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isPlaceholderData}
    >
      {data ? (
        <ListTable
          empty="No peers."
          total={toNumber(data.total)}
          head={["Address", "Received from it", "Sent to it", "Rejected"]}
          rows={data.rows.map((row) => ({
            key: row.addr,
            name: (
              <span className="flex items-center gap-1">
                <HostLink host={{ addr: row.addr }} />
                <Tooltip content={`Records with ${row.addr}`}>
                  <Link
                    href={href("/explore", {
                      filter: textWith([...hostTerms(name), ["addr", row.addr] as const], "include"),
                    })}
                    aria-label={`Records with ${row.addr}`}
                    className={`${buttonClass("quiet", "icon-small")} -my-1`}
                  >
                    <SquareArrowOutUpRight aria-hidden className="size-3.5" />
                  </Link>
                </Tooltip>
              </span>
            ),
            cells: [figure(row.received), figure(row.sent), <RejectedCount key="rejected" count={row.rejected} />],
          }))}
        />
      ) : (
        <WaitingRows rows={ROWS} />
      )}
    </Panel>
  );
}
