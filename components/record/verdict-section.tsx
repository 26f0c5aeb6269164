"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { PanelError, Skeleton } from "@/components/ui";
import { NextSteps, Prose, VerdictLine } from "@/components/verdict";
import { useScope, useView } from "@/components/view";
import { whyHref } from "@/components/why/why-href";
import type { Related } from "@/lib/api/contract";
import { conversationQuery } from "@/lib/api/queries";
import { protocolName } from "@/lib/flow/protocols";
import { ALL_DATA } from "@/lib/view";
import { Section } from "./section";

/** Steps that are shown here; the page has them all. */
const FEW = 2;

interface VerdictSectionProps {
  related: Related;
  /** The record lies outside of the range in view: all data is asked. */
  outside: boolean;
}

/** What refused a rejected record, how sure that is, and what to do first. */
export function VerdictSection({ related, outside }: VerdictSectionProps) {
  const { client, server, port, protocol } = related;
  const { href } = useView();
  const { params } = useScope();
  const { q: _, from, to, ...place } = params;
  const asked = {
    ...place,
    ...(outside ? {} : { from, to }),
    a: client ?? "",
    b: server ?? "",
    ...(port === null ? {} : { port }),
    ...(protocol === null ? {} : { protocol: protocolName(protocol) }),
  };
  const { data, error, refetch } = useQuery({ ...conversationQuery(asked), placeholderData: undefined });
  if (client === null || server === null) return null;
  const target = whyHref(href("/why", outside ? { range: ALL_DATA } : {}), { a: client, b: server, port, protocol });
  return (
    <Section
      // What was accepted as a whole was refused in part: nothing then is known to have refused it.
      title={data?.verdict.code.startsWith("allowed") ? "The conversation as a whole" : "What refused it"}
      note={
        <Link href={target} className="text-accent hover:underline">
          Why can't {client} reach {server}?
        </Link>
      }
    >
      {error ? (
        <PanelError message={error.message} onRetry={() => void refetch()} />
      ) : data ? (
        <div className="space-y-2">
          <VerdictLine verdict={data.verdict} />
          <p className="text-data leading-5 [overflow-wrap:anywhere]">
            <Prose text={data.verdict.sentence} />
          </p>
          {data.verdict.steps.length > 0 ? <NextSteps steps={data.verdict.steps.slice(0, FEW)} /> : null}
        </div>
      ) : (
        <div role="status" aria-label="Loading the verdict" className="min-h-40 space-y-2">
          <Skeleton className="h-5 w-48" />
          <Skeleton className="h-10" />
          <Skeleton className="h-16" />
        </div>
      )}
    </Section>
  );
}
