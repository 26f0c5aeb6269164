"use client";

import { useQuery } from "@tanstack/react-query";
import { BeforeNote } from "@/components/compare/before-note";
import { PageGate } from "@/components/overview/page-gate";
import { EmptyState, Panel, SegmentedControl, Skeleton } from "@/components/ui";
import { usePageParam, useScope } from "@/components/view";
import { rejectionsQuery } from "@/lib/api/queries";
import { toNumber } from "@/lib/view";
import { BY, BY_VALUES, SORTS } from "./columns";
import { GoneList } from "./gone-list";
import { RejectionTotals } from "./rejection-totals";
import { RejectionsTable } from "./rejections-table";

const ROWS = 50;
const WAITING = Array.from({ length: 12 }, (_, row) => `row-${row}`);

function Waiting() {
  return (
    <div role="status" aria-label="Loading the rejections" className="pt-9">
      {WAITING.map((key, at) => (
        <div key={key} className="flex h-12 items-start gap-6 border-t pt-2">
          <Skeleton className="h-4" style={{ width: 110 - at * 3 }} />
          <Skeleton className="ml-auto h-4" style={{ width: 160 - at * 9 }} />
          <Skeleton className="h-4 w-48 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}

/** The part that asks: it stands inside the gate, where the filter is known to be readable. */
function Content() {
  const { params, ready } = useScope();
  const [by, setBy] = usePageParam("rows", BY_VALUES, "service");
  const [sort, setSort] = usePageParam("order", SORTS, "flows");
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...rejectionsQuery({ ...params, by, sort, limit: ROWS }),
    enabled: ready,
  });
  const nothing = data && toNumber(data.total.flows) === 0;
  return (
    <>
      <RejectionTotals data={data} failed={error !== null} />
      <Panel
        title="Who is refused where"
        error={data ? null : error}
        onRetry={() => void refetch()}
        stale={isPlaceholderData}
        minHeight={480}
        tools={<SegmentedControl label="Rows" value={by} options={BY} onChange={setBy} />}
      >
        {data ? (
          <div className="-mx-3 -mb-3">
            {nothing ? (
              <EmptyState title="Nothing was rejected">
                No record of this range and filter has the action REJECT.
              </EmptyState>
            ) : (
              <RejectionsTable data={data} by={data.by} sort={sort} onSort={setSort} />
            )}
            <p className="border-t px-3 py-2 text-faint text-label">
              <BeforeNote before={data.before} />
            </p>
          </div>
        ) : (
          <Waiting />
        )}
      </Panel>
      {data ? <GoneList data={data} /> : null}
    </>
  );
}

/** Who is refused where, how often, since when, and what refused it. */
export function RejectionsPage() {
  return (
    <PageGate title="Rejections">
      <Content />
    </PageGate>
  );
}
