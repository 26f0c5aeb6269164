"use client";

import { useQuery } from "@tanstack/react-query";
import { Button, EmptyState, Skeleton } from "@/components/ui";
import { useScope, useView, useZone } from "@/components/view";
import { factsQuery } from "@/lib/api/queries";
import { parseFilter, printFilter, withoutCondition } from "@/lib/filter";
import { ALL_DATA, formatExact, formatRange, toNumber } from "@/lib/view";

const flows = (count: number | string) => `${formatExact(count)} ${toNumber(count) === 1 ? "flow" : "flows"}`;

/** Nothing matches: which condition, or the range, leaves nothing, and what would be there without it. */
export function NoMatch() {
  const { view, setView } = useView();
  const { params, range } = useScope();
  const zone = useZone();
  const { data } = useQuery(factsQuery(params));
  const drop = (index: number) => {
    const parsed = parseFilter(view.filter);
    if (parsed.ok) setView({ filter: printFilter(withoutCondition(parsed.filter, index)) });
  };
  if (!data) {
    return (
      <div className="hairline-panel flex h-72 items-center justify-center">
        <Skeleton className="h-5 w-64" />
      </div>
    );
  }
  const helpful = data.conditions.filter((condition) => toNumber(condition.flows_without) > 0);
  const alone = data.conditions.find((condition) => toNumber(condition.flows_alone) === 0);
  const ranged = range.kind === "between";
  const elsewhere = ranged && toNumber(data.flows_any_time) > 0;
  const emptyRange = toNumber(data.flows_in_range) === 0;
  return (
    <div className="hairline-panel">
      <EmptyState
        title={
          emptyRange && ranged
            ? `No flow records in this range: ${formatRange(range, zone)}`
            : "No flow record matches the filter"
        }
        actions={
          <>
            {helpful.map((condition) => (
              <Button key={condition.index} onClick={() => drop(condition.index)}>
                Drop <code className="figures">{condition.text}</code>
                <span className="text-muted">{flows(condition.flows_without)}</span>
              </Button>
            ))}
            {elsewhere ? (
              <Button onClick={() => setView({ range: ALL_DATA })}>
                Look at all data <span className="text-muted">{flows(data.flows_any_time)}</span>
              </Button>
            ) : null}
            {view.filter ? (
              <Button variant="quiet" onClick={() => setView({ filter: "" })}>
                Clear the filter
              </Button>
            ) : null}
            {ranged && !elsewhere ? (
              <Button variant="quiet" onClick={() => setView({ range: ALL_DATA })}>
                Look at all data
              </Button>
            ) : null}
          </>
        }
      >
        {alone && !emptyRange ? (
          <p>
            <code className="figures">{alone.text}</code> matches nothing in this range, whatever the other conditions
            say.
          </p>
        ) : null}
        {!alone && helpful.length > 1 ? (
          <p>Each condition matches something; all of them together match nothing.</p>
        ) : null}
        {emptyRange && toNumber(data.nodata) > 0 ? (
          <p>The log says NODATA here: its interfaces had no traffic.</p>
        ) : null}
        {toNumber(data.skipdata) > 0 ? (
          <p>The log says SKIPDATA here: AWS lost records, so there may have been traffic.</p>
        ) : null}
        {elsewhere ? <p>There are matching records at other times.</p> : null}
      </EmptyState>
    </div>
  );
}
