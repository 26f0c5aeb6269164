"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, CircleDashed } from "lucide-react";
import { Panel, Skeleton } from "@/components/ui";
import type { AwsDoctor } from "@/lib/api/contract";
import { awsDoctorQuery } from "@/lib/api/queries-aws";
import { Failures } from "./failures";
import { FindingRow } from "./finding-row";
import type { Place } from "./use-place";

const UNKNOWN: Readonly<Record<string, string>> = {
  flowLogs: "the flow logs",
  vpcs: "the VPCs",
  subnets: "the subnets",
  interfaces: "the interfaces",
  logGroups: "the log groups",
};

/** The checks that found nothing, and those that could not be made. */
function Checks({ checks }: { checks: AwsDoctor["checks"] }) {
  const rest = checks.filter(({ state }) => state !== "found");
  if (rest.length === 0) return null;
  return (
    <ul
      aria-label="Other checks"
      className="grid gap-x-6 gap-y-1 border-t px-3 py-2.5 text-data text-muted sm:grid-cols-2"
    >
      {rest.map(({ rule, title, state, unknown }) => (
        <li key={rule} className="flex items-start gap-2">
          {state === "fine" ? (
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
          ) : (
            <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0" />
          )}
          <span>
            {title}
            {state === "fine"
              ? ""
              : `: not checked, ${unknown.map((name) => UNKNOWN[name] ?? name).join(" and ")} cannot be seen`}
          </span>
        </li>
      ))}
    </ul>
  );
}

const sayCount = (count: number): string =>
  count === 0 ? "Doctor: nothing to complain about" : `Doctor: ${count} ${count === 1 ? "thing" : "things"} to look at`;

/** What could be better about the flow logs, with the commands that help. */
export function DoctorPanel({ place }: { place: Place }) {
  const { data, error, isPending, isFetching, refetch } = useQuery({
    ...awsDoctorQuery(place),
    enabled: place.region !== "",
  });
  const checked = data?.checks.some(({ state }) => state !== "not_checked") ?? false;
  if (place.region === "") return null;
  return (
    <Panel
      title={data && checked ? sayCount(data.findings.length) : "Doctor"}
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isFetching && data !== undefined}
      minHeight={132}
      bodyClassName="px-0! pb-0!"
    >
      {isPending ? (
        <div role="status" aria-label="Looking at the flow logs" className="flex flex-col gap-4 border-t px-3 py-3">
          <Skeleton className="h-6" />
          <Skeleton className="h-6" />
          <Skeleton className="h-6" />
        </div>
      ) : data ? (
        <>
          {data.failures.length > 0 ? (
            <div className="border-t p-3">
              <Failures
                failures={data.failures}
                consequence="The checks that need it were not made; the others were."
                onRetry={() => void refetch()}
              />
            </div>
          ) : null}
          {data.findings.length > 0 ? (
            <ul className="border-t">
              {data.findings.map((finding) => (
                <FindingRow key={`${finding.rule} ${finding.about.join(" ")}`} finding={finding} />
              ))}
            </ul>
          ) : null}
          <Checks checks={data.checks} />
        </>
      ) : null}
    </Panel>
  );
}
