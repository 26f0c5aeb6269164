"use client";

import { useState } from "react";
import { EmptyState, Skeleton } from "@/components/ui";
import type { Finding, Severity } from "@/lib/api/contract";
import { DismissDialog } from "./dismiss-dialog";
import { FindingItem } from "./finding-item";
import { SEVERITY_WORDS, SeverityMark } from "./severity-mark";
import { useDismissals } from "./use-dismissals";

const ORDER: readonly Severity[] = ["high", "medium", "low", "info"];
const WAITING = ["a", "b", "c", "d"];
/** The first of each severity; a button shows the others. */
const FIRST = 50;

/** What stands where the list will be. */
export function WaitingList() {
  return (
    <div role="status" aria-label="Looking for findings">
      {WAITING.map((key) => (
        <div key={key} className="flex h-20 flex-col justify-center gap-2 border-t px-4">
          <Skeleton className="h-4 w-72 max-w-full" />
          <Skeleton className="h-4 w-[46rem] max-w-full" />
        </div>
      ))}
    </div>
  );
}

interface FindingListProps {
  findings: readonly Finding[];
  shown: "open" | "dismissed" | "all";
  filtered: boolean;
  span: { readonly from: number; readonly to: number } | null;
}

function Nothing({ shown, filtered }: Pick<FindingListProps, "shown" | "filtered">) {
  if (shown === "dismissed") {
    return <EmptyState title="Nothing was dismissed">A dismissed finding is kept here with its reason.</EmptyState>;
  }
  return (
    <EmptyState title={filtered ? "No finding matches" : "Nothing unusual was found"}>
      {filtered
        ? "No finding of this range has a record that matches the filter and the kind."
        : "None of the twelve kinds has a cause in this range. Spikes need an hour of history, exfiltration twelve, new talkers a day."}
    </EmptyState>
  );
}

/** Findings under their severity. */
export function FindingList({ findings, shown, filtered, span }: FindingListProps) {
  const [asked, setAsked] = useState<Finding | null>(null);
  const [whole, setWhole] = useState<readonly Severity[]>([]);
  const { dismiss, restore } = useDismissals();
  const busy = dismiss.isPending || restore.isPending;
  if (findings.length === 0) return <Nothing shown={shown} filtered={filtered} />;
  return (
    <>
      {restore.error ? (
        <p role="alert" className="border-t px-4 py-2 text-danger text-data">
          {restore.error.message}
        </p>
      ) : null}
      {ORDER.map((severity) => {
        const some = findings.filter((one) => one.severity === severity);
        if (some.length === 0) return null;
        const visible = whole.includes(severity) ? some : some.slice(0, FIRST);
        return (
          <section key={severity} aria-label={`${SEVERITY_WORDS[severity].label} severity`} className="border-t">
            <h2 className="flex items-center gap-2 bg-sunken px-4 py-1 text-label text-muted">
              <SeverityMark severity={severity} />
              <span className="figures text-faint">{some.length}</span>
            </h2>
            <ul className="border-t">
              {visible.map((finding) => (
                <FindingItem
                  key={finding.id}
                  finding={finding}
                  span={span}
                  busy={busy}
                  onDismiss={setAsked}
                  onRestore={({ id }) => restore.mutate(id)}
                />
              ))}
            </ul>
            {visible.length < some.length ? (
              <button
                type="button"
                onClick={() => setWhole([...whole, severity])}
                className="w-full border-t px-4 py-2 text-left text-accent text-data hover:bg-hover"
              >
                Show {some.length - visible.length} more
              </button>
            ) : null}
          </section>
        );
      })}
      {asked ? (
        <DismissDialog
          finding={asked}
          busy={busy}
          error={dismiss.error?.message ?? null}
          onClose={() => {
            dismiss.reset();
            setAsked(null);
          }}
          onDismiss={(reason) => dismiss.mutate({ id: asked.id, reason }, { onSuccess: () => setAsked(null) })}
        />
      ) : null}
    </>
  );
}
