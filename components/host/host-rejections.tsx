"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { keyLabel } from "@/components/charts/key-label";
import { rejectedOnly } from "@/components/overview/top-terms";
import { VerdictCell } from "@/components/rejections/verdict-cell";
import { Panel } from "@/components/ui";
import { useFilterTerms, useScope, useView } from "@/components/view";
import { rejectionsQuery } from "@/lib/api/queries";
import { formatExact, toNumber } from "@/lib/view";
import { type HostName, hostTerms } from "./host-href";
import { ListTable, RejectedCount, WaitingRows } from "./list-table";

const ROWS = 8;

interface HostRejectionsProps {
  name: HostName;
  /** `dstaddr`: what others were refused at the host. `srcaddr`: what it was refused itself. Not for an interface. */
  side?: "srcaddr" | "dstaddr";
}

const TITLES = { srcaddr: "Rejected on the way out", dstaddr: "Rejected on the way in", both: "Rejected" };

/** Rejections of a host in one direction, by server port, with what refused them. */
export function HostRejectionsPanel({ name, side }: HostRejectionsProps) {
  const { params, ready } = useScope();
  const { view, href } = useView();
  const narrowed = useFilterTerms().textWith(hostTerms(name, side), "include");
  const { textWith } = useFilterTerms(rejectedOnly(narrowed));
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...rejectionsQuery({ ...params, q: narrowed, limit: ROWS, noise: "listed" }),
    enabled: ready,
  });
  const others = side === "srcaddr" ? "destinations" : "sources";
  return (
    <Panel
      title={TITLES[side ?? "both"]}
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isPlaceholderData}
      tools={
        data && data.rows.length > 0 ? (
          <Link
            href={href("/rejections", { ...view, filter: narrowed })}
            className="text-accent text-label hover:underline"
          >
            Rejections
          </Link>
        ) : null
      }
    >
      {data ? (
        <ListTable
          wordsLast
          empty="Nothing in this range."
          total={data.rows.length + toNumber(data.other.groups)}
          head={["Server port", side === "srcaddr" ? "Destinations" : "Sources", "Flows", "What refused it"]}
          rows={data.rows.map((row) => ({
            key: row.key ?? "-",
            name: (
              <Link
                href={href("/explore", { filter: textWith([["service", row.key]], "include") })}
                className="figures whitespace-nowrap hover:underline"
              >
                {keyLabel("service", row.key)}
              </Link>
            ),
            cells: [
              formatExact(row[others]),
              <RejectedCount key="flows" count={row.flows} />,
              <VerdictCell key="verdict" busiest={row.busiest} />,
            ],
          }))}
        />
      ) : (
        <WaitingRows rows={ROWS} />
      )}
    </Panel>
  );
}
