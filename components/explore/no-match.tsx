"use client";

import { useQuery } from "@tanstack/react-query";
import { Button, EmptyState, Skeleton } from "@/components/ui";
import { useScope, useView } from "@/components/view";
import { factsQuery } from "@/lib/api/queries";
import { parseFilter, printFilter, withoutCondition } from "@/lib/filter";
import { ALL_DATA, formatExact } from "@/lib/view";

const records = (count: number | string): string =>
  `${formatExact(count)} ${Number(count) === 1 ? "record" : "records"}`;

/** Says why no record matches: which condition leaves nothing, or that the range does, and offers to drop it. */
export function NoMatch() {
  const { view, setView } = useView();
  const { params, ready } = useScope();
  const { data, isPending } = useQuery({ ...factsQuery(params), enabled: ready });
  const parsed = parseFilter(view.filter);
  const drop = (index: number) => parsed.ok && setView({ filter: printFilter(withoutCondition(parsed.filter, index)) });

  if (isPending) {
    return (
      <div className="flex justify-center p-10" role="status" aria-label="Looking for the reason">
        <Skeleton className="h-16 w-80" />
      </div>
    );
  }
  // Dropping these would bring records back, the most first.
  const culprits = (data?.conditions ?? [])
    .filter((condition) => Number(condition.flows_without) > 0)
    .sort((a, b) => Number(b.flows_without) - Number(a.flows_without));
  const elsewhere = Number(data?.flows_any_time ?? 0);
  const inRange = Number(data?.flows_in_range ?? 0);
  const several = (data?.conditions.length ?? 0) > 1;
  return (
    <EmptyState
      title={inRange === 0 && !view.source ? "No records in this range" : "No record matches"}
      actions={
        <>
          {culprits.slice(0, 3).map((condition) => (
            <Button key={condition.index} onClick={() => drop(condition.index)}>
              Drop <span className="figures">{condition.text}</span>
            </Button>
          ))}
          {elsewhere > 0 ? <Button onClick={() => setView({ range: ALL_DATA })}>Look at all data</Button> : null}
          {view.source ? <Button onClick={() => setView({ source: undefined })}>Look at all sources</Button> : null}
          {view.filter && culprits.length === 0 ? (
            <Button onClick={() => setView({ filter: "" })}>Clear the filter</Button>
          ) : null}
        </>
      }
    >
      {culprits[0] ? (
        <p>
          <span className="figures text-text">{culprits[0].text}</span> leaves nothing
          {several
            ? `: without it ${records(culprits[0].flows_without)} match.`
            : `: this range holds ${records(inRange)}.`}
        </p>
      ) : elsewhere > 0 ? (
        <p>{records(elsewhere)} match at other times.</p>
      ) : inRange > 0 ? (
        <p>This range holds {records(inRange)}, but none that fits all conditions together.</p>
      ) : (
        <p>Nothing that is stored starts in this range.</p>
      )}
    </EmptyState>
  );
}
