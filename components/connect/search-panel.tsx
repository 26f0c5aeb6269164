"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { TextField } from "@/components/setup";
import { Panel, SegmentedControl, Skeleton } from "@/components/ui";
import { awsBucketsQuery, awsLogGroupsQuery } from "@/lib/api/queries-aws";
import { formatBytes } from "@/lib/view";
import { AddSource } from "./add-source";
import { Failures } from "./failures";
import { SinceSelect } from "./flow-logs-panel";
import type { Target } from "./source-request";
import type { Place } from "./use-place";

interface Found {
  readonly name: string;
  readonly about: string;
  readonly target: Target;
}

interface ListProps {
  found: readonly Found[];
  more: boolean;
  waiting: boolean;
  stale: boolean;
  place: Place;
  since: string;
  nothing: string;
}

function FoundList({ found, more, waiting, stale, place, since, nothing }: ListProps) {
  if (waiting) {
    return (
      <div role="status" aria-label="Searching" className="flex flex-col gap-3 py-2">
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
      </div>
    );
  }
  if (found.length === 0) return <p className="py-3 text-data text-muted">{nothing}</p>;
  return (
    <>
      <ul className={stale ? "opacity-50" : undefined}>
        {found.map(({ name, about, target }) => (
          <li key={name} className="flex items-center justify-between gap-3 border-t py-1.5 first:border-t-0">
            <span className="min-w-0">
              <span className="figures block break-all text-data">{name}</span>
              <span className="block text-label text-muted">{about}</span>
            </span>
            <AddSource place={place} target={target} since={since} />
          </li>
        ))}
      </ul>
      {more ? <p className="border-t pt-2 text-label text-muted">There are more: type a part of the name.</p> : null}
    </>
  );
}

function LogGroups({ place, search, since }: { place: Place; search: string; since: string }) {
  const { data, error, isPending, isFetching, refetch } = useQuery(awsLogGroupsQuery({ ...place, search }));
  const typed = /^[.\-_/#A-Za-z0-9]{1,512}$/.test(search) ? search : null;
  if (error) return <p className="py-3 text-danger text-data">{error.message}</p>;
  if (data && data.failures.length > 0) {
    return (
      <div className="flex flex-col gap-2 py-2">
        <Failures
          failures={data.failures}
          consequence="Log groups cannot be searched. Type the whole name of one to add it."
          onRetry={() => void refetch()}
        />
        {typed ? (
          <FoundList
            found={[{ name: typed, about: "as typed", target: { kind: "cloudwatch", log_group: typed } }]}
            more={false}
            waiting={false}
            stale={false}
            place={place}
            since={since}
            nothing=""
          />
        ) : null}
      </div>
    );
  }
  const groups = (data?.log_groups ?? []).map(({ name, retention_days, stored_bytes }) => ({
    name,
    about: [
      retention_days === null ? "never expires" : `kept ${retention_days} ${retention_days === 1 ? "day" : "days"}`,
      ...(stored_bytes === null ? [] : [formatBytes(stored_bytes)]),
    ].join(", "),
    target: { kind: "cloudwatch" as const, log_group: name },
  }));
  return (
    <FoundList
      found={groups}
      more={data?.more ?? false}
      waiting={isPending}
      stale={isFetching}
      place={place}
      since={since}
      nothing={search === "" ? `No log group in ${place.region}.` : `No log group has "${search}" in its name.`}
    />
  );
}

function Buckets({ place, search, since }: { place: Place; search: string; since: string }) {
  const [name = "", ...folders] = search.replace(/^s3:\/\//, "").split("/");
  const prefix = folders.join("/").replace(/^\/+|\/+$/g, "");
  const { data, error, isPending, isFetching, refetch } = useQuery(awsBucketsQuery({ ...place, search: name }));
  const typed = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) ? name : null;
  if (error) return <p className="py-3 text-danger text-data">{error.message}</p>;
  const failed = data !== undefined && data.failures.length > 0;
  const entry = (bucket: string, region: string | null, about: string): Found => ({
    name: `s3://${bucket}${prefix === "" ? "" : `/${prefix}`}`,
    about,
    target: { kind: "s3", bucket, prefix: prefix === "" ? "" : `${prefix}/`, ...(region ? { region } : {}) },
  });
  const found = failed
    ? typed
      ? [entry(typed, null, "as typed")]
      : []
    : (data?.buckets ?? []).map((one) => entry(one.name, one.region, one.region ?? "region not known"));
  return (
    <div className="flex flex-col gap-2">
      {failed ? (
        <Failures
          failures={data.failures}
          consequence="Buckets cannot be listed. Type the whole name of one, with its folder, to add it."
          onRetry={() => void refetch()}
        />
      ) : null}
      <FoundList
        found={found}
        more={data?.more ?? false}
        waiting={isPending}
        stale={isFetching}
        place={place}
        since={since}
        nothing={failed ? "" : search === "" ? "This account has no bucket." : `No bucket has "${name}" in its name.`}
      />
    </div>
  );
}

/** Log groups and buckets found by hand: for flow logs of other accounts, and where flow logs may not be listed. */
export function SearchPanel({ place }: { place: Place }) {
  const [kind, setKind] = useState<"cloudwatch" | "s3">("cloudwatch");
  const [search, setSearch] = useState("");
  const [since, setSince] = useState("now-1d");
  const asked = useDeferredValue(search.trim());
  return (
    <Panel
      title="Find by hand"
      tools={
        <>
          <SegmentedControl
            label="Find"
            value={kind}
            options={[
              { value: "cloudwatch", label: "Log groups" },
              { value: "s3", label: "Buckets" },
            ]}
            onChange={setKind}
          />
          <SinceSelect value={since} onChange={setSince} />
        </>
      }
    >
      <TextField
        label={
          kind === "cloudwatch"
            ? "A part of the log group's name"
            : "A part of the bucket's name, with a folder if need be"
        }
        value={search}
        onChange={setSearch}
        placeholder={kind === "cloudwatch" ? "/vpc" : "my-flow-logs/network"}
      />
      <div className="mt-2 min-h-24">
        {kind === "cloudwatch" ? (
          <LogGroups place={place} search={asked} since={since} />
        ) : (
          <Buckets place={place} search={asked} since={since} />
        )}
      </div>
    </Panel>
  );
}
