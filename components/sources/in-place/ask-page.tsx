"use client";

import { useState } from "react";
import { SectionNav } from "@/components/connect/section-nav";
import { Panel, SegmentedControl, Select, Skeleton } from "@/components/ui";
import { useScope, useView } from "@/components/view";
import { ApiProblem } from "@/lib/api/client";
import { COMMON_GROUPINGS, MEASURES } from "@/lib/view";
import { AskBar } from "./ask-bar";
import { questionOf, sameQuestion, TOP_FIELDS } from "./question";
import { ResultView } from "./result-view";
import { ScopeNote } from "./scope-note";
import { TargetForm } from "./target-form";
import { useAsk } from "./use-ask";
import { useTarget } from "./use-target";

const MEASURE_LABELS = { bytes: "Bytes", packets: "Packets", flows: "Flows" } as const;

const option = ({ key, label }: (typeof TOP_FIELDS)[number]) => ({ value: key, label, detail: key });
const FIELD_GROUPS = [
  { options: TOP_FIELDS.filter(({ key }) => COMMON_GROUPINGS.includes(key)).map(option) },
  { name: "Every field", options: TOP_FIELDS.filter(({ key }) => !COMMON_GROUPINGS.includes(key)).map(option) },
];

/** Asks a log group in AWS through Logs Insights, with the view's filter and range: nothing is copied, and it costs. */
export function AskPage() {
  const { view, setView } = useView();
  const { range, ready } = useScope();
  const target = useTarget();
  const [by, setBy] = useState("srcaddr");
  const { last, running, stopped, error, ask, stop, clear } = useAsk();
  const question = questionOf(target.target, view, range, by);
  const wrong = error instanceof ApiProblem ? error.problem.parameter : undefined;
  const groupError = wrong === "log_group" ? error?.message : undefined;
  return (
    <div className="flex max-w-[1264px] flex-col gap-3 p-3">
      <SectionNav />
      <header>
        <h1 className="font-medium text-title">Ask in place</h1>
        <p className="max-w-[80ch] text-data text-muted">
          A CloudWatch log group that is too big to copy can be asked where it is, through Logs Insights: totals, the
          course over time and the largest, for the filter and the range above.
        </p>
      </header>
      <Panel title="What to ask">
        {ready && target.ready ? (
          <div className="space-y-4">
            <TargetForm target={target} error={groupError} onChange={clear} />
            <ScopeNote />
            <div className="flex flex-wrap items-center gap-2">
              <SegmentedControl
                label="Measure"
                value={view.measure}
                onChange={(measure) => setView({ measure })}
                options={MEASURES.map((value) => ({ value, label: MEASURE_LABELS[value] }))}
              />
              <Select label="Largest by" prefix="Largest by" value={by} groups={FIELD_GROUPS} onChange={setBy} />
            </div>
            <AskBar
              ready={question !== undefined}
              running={running}
              stopped={stopped}
              error={groupError ? null : error}
              onAsk={() => question && ask(question)}
              onStop={stop}
            />
          </div>
        ) : (
          <Skeleton className="h-44" />
        )}
      </Panel>
      {last ? (
        <ResultView
          asked={last}
          waiting={running}
          outdated={!running && (question === undefined || !sameQuestion(question, last.request))}
        />
      ) : null}
    </div>
  );
}
