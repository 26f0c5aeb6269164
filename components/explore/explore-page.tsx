"use client";

import { hashKey, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ArrowUp, X } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useLive, useLiveFeed } from "@/components/live";
import { EmptyStore } from "@/components/overview/empty-store";
import { NoMatch } from "@/components/overview/no-match";
import { RecordDrawer, useRecordParam } from "@/components/record";
import { Button, EmptyState, PanelError, Skeleton } from "@/components/ui";
import { useScope, useView } from "@/components/view";
import type { Bounds } from "@/lib/api/contract";
import { boundsQuery, recordsQuery, summaryQuery } from "@/lib/api/queries";
import { parseFilter } from "@/lib/filter";
import { formatExact } from "@/lib/view";
import { ColumnChooser } from "./column-chooser";
import { Histogram } from "./histogram";
import { RecordsTable } from "./records-table";

/** Records of a page: some screens full, small enough to come at once. */
const PAGE = 200;

const linesOf = (counts: Pick<Bounds, "flows" | "nodata" | "skipdata">): number =>
  Number(counts.flows) + Number(counts.nodata) + Number(counts.skipdata);

/** Every matching record: where in time they are, the table, and one of them in a drawer. */
export function ExplorePage() {
  const { view, setView } = useView();
  const { params, ready } = useScope();
  const { id, open, close } = useRecordParam();
  const bounds = useQuery(boundsQuery());
  const parsed = useMemo(() => parseFilter(view.filter), [view.filter]);
  const askable = ready && parsed.ok;
  const summary = useQuery({ ...summaryQuery(params), enabled: askable });
  const list = recordsQuery({ ...params, sort: view.sort, limit: PAGE });
  const query = useInfiniteQuery({ ...list, enabled: askable });
  const feed = useLiveFeed();
  const changed = useLive().held.includes(hashKey(list.queryKey));
  const records = useMemo(() => query.data?.pages.flatMap((page) => page.records) ?? [], [query.data]);
  const { fetchNextPage, isFetchingNextPage, hasNextPage, isPlaceholderData } = query;
  const more = useCallback(() => {
    if (!isFetchingNextPage && !isPlaceholderData) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage, isPlaceholderData]);

  const stored = bounds.data ? linesOf(bounds.data) : undefined;
  const matching = summary.data && !summary.isPlaceholderData ? linesOf(summary.data) : undefined;
  const at = id === undefined ? -1 : records.findIndex((record) => record.id === id);
  const neighbour = (index: number) => {
    const record = at >= 0 ? records[index] : undefined;
    return record ? () => open(record.id) : undefined;
  };

  if (stored === 0 && !view.source) return <EmptyStore title="Explore" />;
  if (!parsed.ok) return <BadFilter message={parsed.error.message} />;
  return (
    <div className="flex h-[calc(100dvh-128px-env(safe-area-inset-bottom))] min-h-105 flex-col bg-surface md:h-[calc(100dvh-var(--bar-height))]">
      <h1 className="sr-only">Explore</h1>
      <Histogram />
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 px-3 py-1.5">
        <p className="figures min-w-0 text-data max-md:text-label" role="status">
          {summary.error && !summary.data ? (
            <span className="font-sans text-muted">How many match could not be counted</span>
          ) : (
            <Count matching={matching} stored={stored} atLeast={summary.data?.at_least ?? false} />
          )}
        </p>
        {view.source ? (
          <Button
            size="small"
            onClick={() => setView({ source: undefined })}
            aria-label={`Only ${view.source}: look at all sources`}
          >
            only <span className="figures">{view.source}</span>
            <X aria-hidden className="size-3.5" />
          </Button>
        ) : null}
        <span className="grow" />
        {changed ? (
          <Button size="small" onClick={() => void feed.release(list.queryKey)}>
            <ArrowUp aria-hidden className="size-3.5" />
            Show new records
          </Button>
        ) : null}
        <ColumnChooser />
      </div>
      {query.error && records.length === 0 ? (
        <div className="border-t px-4 py-3">
          <PanelError message={query.error.message} onRetry={() => void query.refetch()} />
        </div>
      ) : query.data === undefined ? (
        <TableSkeleton />
      ) : records.length === 0 && !isPlaceholderData ? (
        <div className="grow border-t p-3">
          <NoMatch />
        </div>
      ) : (
        <>
          <RecordsTable
            records={records}
            total={matching}
            stale={isPlaceholderData}
            hasMore={hasNextPage && !isPlaceholderData}
            onMore={more}
            openId={id}
            onOpen={open}
          />
          {query.isFetchNextPageError ? (
            <div className="flex items-center gap-3 border-t px-3 py-2 text-data">
              <span className="text-danger">The next records could not be loaded. {query.error?.message}</span>
              <Button size="small" onClick={() => void fetchNextPage()}>
                Try again
              </Button>
            </div>
          ) : null}
        </>
      )}
      <RecordDrawer id={id} onClose={close} onNext={neighbour(at + 1)} onPrevious={neighbour(at - 1)} />
    </div>
  );
}

function BadFilter({ message }: { message: string }) {
  const { setView } = useView();
  return (
    <div role="alert" className="bg-surface">
      <EmptyState
        title="The filter cannot be read"
        actions={<Button onClick={() => setView({ filter: "" })}>Clear the filter</Button>}
      >
        {message}
      </EmptyState>
    </div>
  );
}

function Count(props: { matching: number | undefined; stored: number | undefined; atLeast: boolean }) {
  const { matching, stored, atLeast } = props;
  if (matching === undefined) return <Skeleton className="inline-block h-4 w-40 align-middle" />;
  const total = stored !== undefined && stored !== matching ? ` of ${formatExact(stored)}` : "";
  return (
    <>
      {formatExact(matching)}
      <span className="text-muted">
        {total} {(total ? stored : matching) === 1 ? "record" : "records"}
      </span>
      {atLeast ? (
        <span className="ml-3 font-sans text-warning max-md:ml-2">
          <span className="max-md:sr-only">AWS lost records in this range (SKIPDATA)</span>
          <span aria-hidden className="md:hidden">
            SKIPDATA
          </span>
        </span>
      ) : null}
    </>
  );
}

/** Widths of the grey bars, so that the skeleton looks like a table and not like a wall. */
const BARS = [170, 80, 130, 60, 131, 81, 62, 61, 70, 160];
const ROWS = Array.from({ length: 24 }, (_, row) => row);

function TableSkeleton() {
  return (
    <div role="status" aria-label="Loading the records" className="grow overflow-hidden border-t px-2 pt-9">
      {ROWS.map((row) => (
        <div key={row} className="flex h-7 items-center gap-4">
          {BARS.map((width) => (
            <Skeleton key={width} className="h-3 shrink-0" style={{ width }} />
          ))}
        </div>
      ))}
    </div>
  );
}
