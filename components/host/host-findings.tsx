"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRecordsHref } from "@/components/findings/finding-links";
import { SeverityMark } from "@/components/findings/severity-mark";
import { Panel, Skeleton } from "@/components/ui";
import { Prose } from "@/components/verdict";
import { useFilterTerms, useScope, useView } from "@/components/view";
import { findingsQuery } from "@/lib/api/queries";
import { formatExact } from "@/lib/view";
import { type HostName, hostTerms } from "./host-href";

const ROWS = 2;
/** Of one finding, or of the sentence that there is none, in pixels. */
const HEIGHT = 64;

/** What is unusual about a host. The page does not wait for a search that is still under way. */
export function HostFindingsPanel({ name }: { name: HostName }) {
  const { params, ready } = useScope();
  const { href } = useView();
  const recordsHref = useRecordsHref();
  const filter = useFilterTerms("").textWith(hostTerms(name), "include");
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...findingsQuery({ ...params, q: filter, dismissed: "no" }),
    enabled: ready,
  });
  const findings = data?.findings ?? [];
  return (
    <Panel
      title="Findings"
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isPlaceholderData}
      minHeight={HEIGHT}
      tools={
        <Link href={href("/findings", { filter })} className="text-accent text-label hover:underline">
          {findings.length > ROWS ? `All ${formatExact(findings.length)}` : "Findings"}
        </Link>
      }
    >
      {data ? null : <Skeleton className="mt-2 h-4 w-96 max-w-full" />}
      {data?.state === "computing" ? (
        <p className="text-data text-muted">Searching what has arrived; this may not be all yet.</p>
      ) : data && findings.length === 0 ? (
        <p className="py-3 text-data text-muted">Nothing unusual found in this range.</p>
      ) : null}
      <ul>
        {findings.slice(0, ROWS).map((finding) => (
          <li
            key={finding.id}
            className="grid gap-x-4 border-t py-1.5 first:border-t-0 sm:grid-cols-[4.5rem_minmax(0,1fr)]"
          >
            <SeverityMark severity={finding.severity} className="row-span-2 self-start" />
            <p>
              <Link href={recordsHref(finding)} title="The records behind it" className="text-data hover:underline">
                <Prose text={finding.title} />
              </Link>
            </p>
            <p className="text-label text-muted">
              <Prose text={finding.sentence} />
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
