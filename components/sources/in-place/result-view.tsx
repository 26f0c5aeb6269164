"use client";

import { CloudCog } from "lucide-react";
import { chartData } from "@/components/charts/chart-data";
import { ChartFigure } from "@/components/charts/chart-figure";
import { CHART_HEIGHT } from "@/components/charts/geometry";
import { useByteUnits } from "@/components/providers/preferences";
import { CodeBlock } from "@/components/setup";
import { Badge, cx, EmptyState, Panel } from "@/components/ui";
import { useFilterTerms, useView, useZone } from "@/components/view";
import { between, formatDuration, formatSpan, formatZone, toNumber } from "@/lib/view";
import { NotExpressed } from "./not-expressed";
import { fieldLabel, TopList } from "./top-list";
import { TotalsRow } from "./totals-row";
import type { Asked } from "./use-ask";

const LABELS = { bytes: "Bytes", packets: "Packets", flows: "Flows" } as const;

interface ResultViewProps {
  asked: Asked;
  /** True while a newer answer is awaited. */
  waiting: boolean;
  /** True when the filter, the range or a choice has changed since. */
  outdated: boolean;
}

/** What Logs Insights answered, marked as such: totals, course, the largest, what was left out, the cost, the queries. */
export function ResultView({ asked, waiting, outdated }: ResultViewProps) {
  const { request, answer } = asked;
  const zone = useZone();
  const measure = request.measure ?? "bytes";
  return (
    <section aria-labelledby="answer" aria-busy={waiting || undefined} className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2 id="answer" className="figures wrap-anywhere font-medium text-body">
          {answer.log_group}
        </h2>
        <Badge tone="accent">
          <CloudCog aria-hidden className="mr-1.5 size-3.5" />
          Answered by CloudWatch Logs Insights, not from this store
        </Badge>
        <p className="figures text-data text-muted">
          {answer.region}, {formatSpan(answer.from, answer.to, zone)} {formatZone(zone, answer.from)}
        </p>
      </header>
      {outdated ? (
        <p role="status" className="rounded-control border bg-sunken px-3 py-2 text-data">
          The filter, the range or a choice has changed since this was asked. Ask again for a new answer.
        </p>
      ) : null}
      <NotExpressed parts={answer.not_expressed} />
      <div className={cx("flex flex-col gap-4", waiting && "opacity-50")}>
        <TotalsRow answer={answer} />
        {toNumber(answer.totals.flows) === 0 ? (
          <Panel title="Nothing found">
            <EmptyState title="No flow record of the group matches in this range">
              Flow logs arrive minutes late. A wrong field order would also find none.
            </EmptyState>
          </Panel>
        ) : (
          <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <Panel
              title={`${LABELS[measure]} over time`}
              bodyClassName="px-2"
              minHeight={CHART_HEIGHT + 50}
              tools={
                <span className="text-faint text-label">
                  buckets of <span className="figures">{formatDuration(answer.interval)}</span>
                </span>
              }
            >
              <Course asked={asked} zone={zone} />
            </Panel>
            <Panel title={`Largest by ${fieldLabel(answer.top.by)}`}>
              <TopList top={answer.top} measure={measure} whole={answer.totals[measure]} />
            </Panel>
          </div>
        )}
        <Queries asked={asked} />
      </div>
    </section>
  );
}

/** The measure over time. A drag narrows the view's range, a click on the legend its filter; neither asks again. */
function Course({ asked: { request, answer }, zone }: { asked: Asked; zone: string }) {
  const { view, setView } = useView();
  const { add } = useFilterTerms();
  const units = useByteUnits();
  const split = answer.series.some(({ key }) => key !== null) ? "action" : "none";
  const series = answer.series.map((line) => ({
    ...line,
    total: line.points.reduce((sum, [, value]) => sum + value, 0),
  }));
  return (
    <ChartFigure
      data={chartData({ interval: answer.interval, series }, split)}
      measure={request.measure ?? "bytes"}
      chart={view.chart}
      zone={zone}
      units={units}
      onZoom={(from, to) => setView({ range: between(from, to) })}
      onPick={({ key }) => add([["action", key]], "include")}
    />
  );
}

const QUERY_LABELS = ["Totals and course over time", "The largest"];

function Queries({ asked: { answer } }: { asked: Asked }) {
  return (
    <details className="hairline-panel">
      <summary className="cursor-pointer px-3 py-2.5 font-medium text-data">The queries as asked</summary>
      <div className="grid gap-3 border-t px-3 py-3 lg:grid-cols-2">
        {answer.queries.map((query, index) => (
          <CodeBlock key={query} label={QUERY_LABELS[index] ?? "Query"} text={query} rows={14} className="min-w-0" />
        ))}
      </div>
    </details>
  );
}
