"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { keyLabel } from "@/components/charts/key-label";
import { useByteUnits } from "@/components/providers/preferences";
import { Panel } from "@/components/ui";
import { useFilterTerms, useScope, useView } from "@/components/view";
import { hostServicesQuery } from "@/lib/api/queries";
import { serviceKey } from "@/lib/flow/service";
import { formatBytes, formatExact, formatMeasureExact, toNumber } from "@/lib/view";
import { type HostName, hostTerms } from "./host-href";
import { ListTable, RejectedCount, WaitingRows } from "./list-table";

const ROWS = 12;

/** Services that a host offers, or uses, with how many ask for them and what was rejected. */
export function HostServicesPanel({ name, which }: { name: HostName; which: "offered" | "used" }) {
  const { params, ready } = useScope();
  const { href } = useView();
  const { textWith } = useFilterTerms();
  const units = useByteUnits();
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...hostServicesQuery({ ...params, ...name, limit: ROWS }),
    enabled: ready,
  });
  const list = data?.[which];
  return (
    <Panel
      title={which === "offered" ? "Services offered" : "Services used"}
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isPlaceholderData}
    >
      {list ? (
        <ListTable
          empty={which === "offered" ? "Nobody reached for a port of this host." : "This host reached for no port."}
          total={toNumber(list.total)}
          head={["Server port", which === "offered" ? "Clients" : "Servers", "Flows", "Rejected", "Bytes"]}
          rows={list.rows.map((row) => ({
            key: serviceKey(row.port, row.protocol),
            name: (
              <Link
                href={href("/explore", {
                  filter: textWith(
                    [...hostTerms(name), ["service", serviceKey(row.port, row.protocol)] as const],
                    "include",
                  ),
                })}
                className="figures whitespace-nowrap hover:underline"
              >
                {keyLabel("service", serviceKey(row.port, row.protocol))}
              </Link>
            ),
            cells: [
              formatExact(row.peers),
              formatExact(row.flows),
              <RejectedCount key="rejected" count={row.rejected} />,
              <span key="bytes" title={formatMeasureExact(row.bytes, "bytes")}>
                {formatBytes(row.bytes, units)}
              </span>,
            ],
          }))}
        />
      ) : (
        <WaitingRows rows={ROWS} />
      )}
    </Panel>
  );
}
