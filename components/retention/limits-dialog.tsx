"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { Button, Dialog } from "@/components/ui";
import { api } from "@/lib/api/client";
import type { Retention, RetentionRule } from "@/lib/api/contract";
import { RECORDS_KEY, RETENTION_KEY, retentionPreviewQuery } from "@/lib/api/queries";
import { type LimitLine, limitLines, rulesOf, wrongDays, wrongSize } from "./limits";
import { sayDue, sayOver } from "./words";

const INPUT =
  "figures h-8 w-20 rounded-control border border-line-strong bg-surface px-2 text-right text-data aria-invalid:border-danger";

interface FieldProps {
  label: string;
  unit: string;
  value: string;
  wrong: string | undefined;
  onChange: (value: string) => void;
}

function LimitField({ label, unit, value, wrong, onChange }: FieldProps) {
  const note = useId();
  return (
    <span className="flex items-center gap-1.5">
      <input
        aria-label={label}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong ? note : undefined}
        inputMode="decimal"
        autoComplete="off"
        placeholder="all"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={INPUT}
      />
      <span className="w-8 text-label text-muted">{unit}</span>
      {wrong ? (
        <span id={note} className="sr-only">
          {wrong}
        </span>
      ) : null}
    </span>
  );
}

/** What the limits as typed would drop. */
function Preview({ rules }: { rules: readonly RetentionRule[] | undefined }) {
  const { data, error } = useQuery({ ...retentionPreviewQuery(rules ?? []), enabled: rules !== undefined });
  if (!rules) return <p className="text-danger">Days are whole numbers from 1 on, sizes from 0.001 GB on.</p>;
  if (error) return <p className="text-danger">{error.message}</p>;
  if (!data) return <p className="text-muted">Looking what these limits would drop.</p>;
  return (
    <>
      <p className={data.due.days > 0 ? "text-warning" : "text-muted"}>{sayDue(data)}</p>
      {sayOver(data).map((sentence) => (
        <p key={sentence} className="text-muted">
          {sentence}
        </p>
      ))}
    </>
  );
}

interface LimitsDialogProps {
  retention: Retention;
  onClose: () => void;
}

/** Sets how much is kept, of everything and of each source, and says first what that drops. */
export function LimitsDialog({ retention, onClose }: LimitsDialogProps) {
  const client = useQueryClient();
  const [lines, setLines] = useState(() => limitLines(retention));
  const rules = rulesOf(useDeferredValue(lines));
  const save = useMutation({
    mutationFn: (wanted: RetentionRule[]) => api.setRetention({ rules: wanted }),
    onSuccess: (answer) => {
      client.setQueryData(RETENTION_KEY, answer);
      void client.invalidateQueries({ queryKey: RECORDS_KEY });
      void client.invalidateQueries({ queryKey: RETENTION_KEY });
      onClose();
    },
  });
  const change = (source: string | null, to: Partial<LimitLine>): void =>
    setLines(lines.map((line) => (line.source === source ? { ...line, ...to } : line)));
  return (
    <Dialog
      open
      onClose={onClose}
      title="Limits"
      description="Whole days are dropped, the oldest first: after records were added, and every hour. An empty field is no limit."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={rules === undefined || save.isPending}
            onClick={() => {
              const wanted = rulesOf(lines);
              if (wanted) save.mutate(wanted);
            }}
          >
            {save.isPending ? "Saving" : "Save limits"}
          </Button>
        </>
      }
    >
      <ul>
        {lines.map((line) => (
          <li
            key={line.source ?? ""}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t py-2 first:border-t-0"
          >
            <span className="min-w-0 max-w-full grow basis-40 truncate text-data" title={line.name}>
              {line.name}
            </span>
            <span className="flex gap-3">
              <LimitField
                label={`Days kept of ${line.name}`}
                unit="days"
                value={line.days}
                wrong={wrongDays(line.days)}
                onChange={(days) => change(line.source, { days })}
              />
              <LimitField
                label={`Gigabytes kept of ${line.name}`}
                unit="GB"
                value={line.size}
                wrong={wrongSize(line.size)}
                onChange={(size) => change(line.source, { size })}
              />
            </span>
          </li>
        ))}
      </ul>
      <div aria-live="polite" className="mt-3 min-h-10 text-data">
        {save.error ? <p className="text-danger">{save.error.message}</p> : <Preview rules={rules} />}
      </div>
    </Dialog>
  );
}
