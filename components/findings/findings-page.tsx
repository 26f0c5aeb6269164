"use client";

import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { PageGate } from "@/components/overview/page-gate";
import { Button, Panel, patient, SegmentedControl, Skeleton } from "@/components/ui";
import { usePageParam, useScope } from "@/components/view";
import type { Findings } from "@/lib/api/contract";
import { findingsQuery } from "@/lib/api/queries";
import { KIND_WORDS } from "@/lib/detect/kinds";
import { FindingList, WaitingList } from "./finding-list";
import { KIND_CHOICES, KindFilter } from "./kind-filter";

// Opened rarely: not part of what the page waits for.
const SettingsDialog = dynamic(
  patient(() => import("./settings-dialog").then((module) => module.SettingsDialog)),
  {
    ssr: false,
  },
);

const SHOWN = ["open", "dismissed", "all"] as const;

/** How far the search is, and whether the list is all there is; in the place of what the page is about, so that nothing moves. */
function searchState(data: Findings | undefined): string {
  if (data?.state === "computing") {
    const done = data.progress ? `: ${data.progress.done} of ${data.progress.total} kinds` : "";
    return `Searching${done}${data.computed_at === null ? "." : "; the list is from before."}`;
  }
  return data?.at_least
    ? `There are more than are listed: ${data.left_out.join(", ")}.`
    : "What is unusual, why, and how sure that is.";
}

/** The part that asks: it stands inside the gate, where the filter is known to be readable. */
function Content() {
  const { params, ready, span } = useScope();
  const [kind, setKind] = usePageParam("kind", KIND_CHOICES, "all");
  const [shown, setShown] = usePageParam("show", SHOWN, "open");
  const [settings, setSettings] = useState(false);
  const { data, error, isPlaceholderData, refetch } = useQuery({ ...findingsQuery(params), enabled: ready });
  const all = data?.findings ?? [];
  const gone = all.filter(({ dismissed }) => dismissed !== null).length;
  const visible = all.filter(({ dismissed }) => shown === "all" || (dismissed !== null) === (shown === "dismissed"));
  const range = span.from !== null && span.to !== null ? { from: span.from, to: span.to } : null;
  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div>
          <h1 className="font-medium text-title">Findings</h1>
          <p aria-live="polite" className="text-data text-muted">
            {searchState(data)}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <SegmentedControl
            label="Show"
            value={shown}
            onChange={setShown}
            options={[
              { value: "open", label: "Open" },
              { value: "dismissed", label: gone > 0 ? `Dismissed ${gone}` : "Dismissed" },
              { value: "all", label: "All" },
            ]}
          />
          <Button size="small" onClick={() => setSettings(true)}>
            <SlidersHorizontal aria-hidden className="size-3.5" />
            Thresholds
          </Button>
        </div>
      </header>
      {visible.length > 0 ? (
        <KindFilter findings={visible} value={kind} onChange={setKind} />
      ) : data || error ? null : (
        <Skeleton className="h-7 w-64" />
      )}
      <Panel
        title={kind === "all" ? "The worst first" : KIND_WORDS[kind].about}
        error={data ? null : error}
        onRetry={() => void refetch()}
        stale={isPlaceholderData}
        minHeight={320}
      >
        {data && (data.computed_at !== null || data.state === "current") ? (
          <div className="-mx-3 -mb-3">
            <FindingList
              findings={visible.filter((one) => kind === "all" || one.kind === kind)}
              shown={shown}
              filtered={Boolean(params.q) || kind !== "all"}
              span={range}
            />
          </div>
        ) : (
          <WaitingList />
        )}
      </Panel>
      {settings ? <SettingsDialog onClose={() => setSettings(false)} /> : null}
    </>
  );
}

/** Everything unusual, the worst first, with its evidence one click away. */
export function FindingsPage() {
  return (
    <PageGate title="Findings" headed>
      <Content />
    </PageGate>
  );
}
