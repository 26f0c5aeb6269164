"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { buttonClass, EmptyState, Panel, Select, Skeleton } from "@/components/ui";
import { awsFlowLogsQuery } from "@/lib/api/queries-aws";
import { Failures } from "./failures";
import { FlowLogRow } from "./flow-log-row";
import { NoCredentials } from "./no-credentials";
import type { Place } from "./use-place";

const SINCE = [
  { value: "now-1h", label: "the last hour" },
  { value: "now-1d", label: "the last day" },
  { value: "now-7d", label: "the last 7 days" },
  { value: "now-30d", label: "the last 30 days" },
];

function Waiting() {
  return (
    <div role="status" aria-label="Asking AWS for flow logs" className="flex flex-col gap-4 border-t px-3 py-3">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} className="h-10" />
      ))}
    </div>
  );
}

/** How far back a new source reads. */
export function SinceSelect({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return <Select label="Read from" prefix="read" value={value} groups={[{ options: SINCE }]} onChange={onChange} />;
}

/**
 * The account's flow logs in the region.
 * @param ready false while the region is not known yet. @param unknown why the server's own region could not be asked for.
 */
export function FlowLogsPanel({ place, ready, unknown }: { place: Place; ready: boolean; unknown: Error | null }) {
  const [since, setSince] = useState("now-1d");
  const { data, error, isPending, isFetching, refetch } = useQuery({
    ...awsFlowLogsQuery(place),
    enabled: place.region !== "",
  });
  const flowLogs = data?.flow_logs ?? [];
  const lost = data?.failures.some(({ kind }) => kind === "no_credentials") ?? false;
  return (
    <Panel
      title={
        data?.flow_logs && flowLogs.length > 0
          ? `Flow logs: ${flowLogs.length}${data.account ? ` in account ${data.account}` : ""}`
          : "Flow logs"
      }
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isFetching && data !== undefined}
      minHeight={132}
      bodyClassName="px-0! pb-0!"
      tools={flowLogs.length > 0 ? <SinceSelect value={since} onChange={setSince} /> : null}
    >
      {place.region === "" && ready ? (
        <EmptyState title="Choose a region">
          {unknown
            ? `Flow logs are kept by region. The one that Flowglass is configured for could not be read: ${unknown.message}`
            : "Flow logs are kept by region, and the AWS configuration where Flowglass runs names none."}
        </EmptyState>
      ) : isPending ? (
        <Waiting />
      ) : lost ? (
        <div className="border-t p-4">
          <NoCredentials />
        </div>
      ) : data && data.failures.length > 0 ? (
        <div className="border-t p-3">
          <Failures
            failures={data.failures}
            consequence="The list of flow logs cannot be shown. Log groups and buckets can still be added below."
            onRetry={() => void refetch()}
          />
        </div>
      ) : flowLogs.length === 0 ? (
        <EmptyState
          title={`No flow log in ${place.region}`}
          actions={
            <Link href={`/sources/setup?region=${encodeURIComponent(place.region)}`} className={buttonClass("primary")}>
              Set up a flow log
            </Link>
          }
        >
          Choose another region, or create one.
        </EmptyState>
      ) : (
        <ul className="border-t">
          {flowLogs.map((flowLog) => (
            <FlowLogRow
              key={flowLog.id}
              flowLog={flowLog}
              account={data?.account ?? null}
              place={place}
              since={since}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}
