"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useBefore } from "@/components/compare/use-before";
import { Panel, SegmentedControl, Skeleton } from "@/components/ui";
import { useScope } from "@/components/view";
import { compareQuery, topQuery } from "@/lib/api/queries";
import type { Measure } from "@/lib/view";
import { TOP_ROWS } from "./limits";
import { TopRows } from "./top-rows";

const ROW_HEIGHT = 34;

interface TopPanelProps {
  title: string;
  measure: Measure;
  /** What the rows can be; the first is shown at first. */
  choices: readonly { readonly by: string; readonly label: string }[];
  /** Narrows the panel's question beyond the view's filter. */
  filter?: string;
  /** In place of rows when there are none. */
  empty: ReactNode;
}

function Waiting() {
  return (
    <div style={{ height: TOP_ROWS * ROW_HEIGHT }} className="flex flex-col gap-4 pt-2">
      {Array.from({ length: TOP_ROWS }, (_, index) => `row-${index}`).map((key, index) => (
        <Skeleton key={key} className="h-4.5" style={{ width: `${92 - index * 9}%` }} />
      ))}
    </div>
  );
}

/** One list of the largest. It loads, fails and is tried again by itself. */
export function TopPanel({ title, measure, choices, filter, empty }: TopPanelProps) {
  const { params, ready } = useScope();
  const [by, setBy] = useState(choices[0]?.by ?? "addr");
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...topQuery({ ...params, ...(filter === undefined ? {} : { q: filter }), by, measure, limit: TOP_ROWS }),
    enabled: ready,
  });
  const before = useBefore();
  const compared = useQuery({
    ...compareQuery({ ...params, ...(filter === undefined ? {} : { q: filter }), by, measure, limit: TOP_ROWS }),
    enabled: ready && before.params !== undefined,
  });
  const changes =
    before.params && compared.data?.by === data?.by && compared.data?.measure === data?.measure
      ? compared.data
      : undefined;
  return (
    <Panel
      title={title}
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isPlaceholderData}
      minHeight={TOP_ROWS * ROW_HEIGHT + 36}
      // Lists that stand one under the other end with their rows; side by side, they keep in line.
      bodyClassName={data ? "max-lg:min-h-0!" : undefined}
      tools={
        choices.length > 1 ? (
          <SegmentedControl
            label={`${title}: show`}
            value={by}
            onChange={setBy}
            options={choices.map((choice) => ({ value: choice.by, label: choice.label }))}
          />
        ) : null
      }
    >
      {data ? (
        data.rows.length > 0 ? (
          // Rows of the answer before, under another grouping, are read as what they were asked for.
          <TopRows top={data} by={data.by} measure={data.measure} filter={filter} changes={changes} />
        ) : (
          <p className="py-6 text-center text-data text-muted">{empty}</p>
        )
      ) : (
        <Waiting />
      )}
    </Panel>
  );
}
