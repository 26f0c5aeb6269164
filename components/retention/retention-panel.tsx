"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Panel, Skeleton } from "@/components/ui";
import { retentionQuery } from "@/lib/api/queries";
import { HeldTable } from "./held-table";
import { LimitsDialog } from "./limits-dialog";
import { sayHeld, sayLastRun, sayOver } from "./words";

/** How much is held, by what, and how much of it is kept. */
export function RetentionPanel() {
  const [open, setOpen] = useState(false);
  const { data, error, dataUpdatedAt, refetch } = useQuery(retentionQuery());
  const now = Math.floor(dataUpdatedAt / 1000);
  // A source that was added since has its line, too.
  const openLimits = async (): Promise<void> => {
    await refetch();
    setOpen(true);
  };
  return (
    <Panel
      title="Retention"
      error={data ? null : error}
      onRetry={() => void refetch()}
      tools={
        data ? (
          <Button size="small" onClick={() => void openLimits()}>
            Set limits
          </Button>
        ) : null
      }
    >
      {data ? (
        <>
          <p className="max-w-[80ch] text-data text-muted">
            {sayHeld(data)} <span suppressHydrationWarning>{sayLastRun(data, now)}</span>
          </p>
          {data.running ? <p className="text-data text-muted">Days are being dropped.</p> : null}
          {sayOver(data).map((sentence) => (
            <p key={sentence} className="text-data text-warning">
              {sentence}
            </p>
          ))}
          <HeldTable retention={data} now={now} />
        </>
      ) : (
        <div role="status" aria-label="Loading what is held" className="space-y-2">
          <Skeleton className="h-5" />
          <Skeleton className="h-16" />
        </div>
      )}
      {open && data ? <LimitsDialog retention={data} onClose={() => setOpen(false)} /> : null}
    </Panel>
  );
}
