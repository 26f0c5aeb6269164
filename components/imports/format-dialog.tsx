"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button, Dialog, Menu, MenuItem, Skeleton } from "@/components/ui";
import { api } from "@/lib/api/client";
import type { FlowRecord, Import } from "@/lib/api/contract";
import { DEFAULT_FORMAT, findField, parseFormat, printFormat } from "@/lib/flow";
import { fitted, formatProblems, knownFormatsOf, sampleColumns } from "@/lib/upload";
import { FormatColumns } from "./format-columns";
import { IMPORTS_KEY } from "./use-imports";

/** What a log format looks like. */
const EXAMPLE = `${printFormat(DEFAULT_FORMAT.slice(0, 3))} ...`;

interface FormatDialogProps {
  one: Import;
  onClose: () => void;
}

/** Writes a stored record as the line it came from, to judge an inferred order by. */
function lineOf(record: FlowRecord, fields: readonly string[]): string {
  return fields.map((name) => String(record[findField(name)?.column ?? name] ?? "-") || "-").join(" ");
}

/** Sample lines of an import: those of its proposal, else the first records it added. */
function useSampleLines(one: Import): { lines: readonly string[]; pending: boolean; error: Error | null } {
  const given = one.proposal?.lines;
  const query = useQuery({
    queryKey: ["imports", one.id, "lines"],
    queryFn: ({ signal }) => api.records({ source: one.id, sort: "start", limit: 5 }, signal),
    enabled: given === undefined,
  });
  const fields = one.fields ?? [];
  return {
    lines: given ?? (query.data?.records ?? []).map((record) => lineOf(record, fields)),
    pending: given === undefined && query.isPending,
    error: query.error,
  };
}

/** Asks which field each column of a headerless file holds, with lines of the file to judge by. */
export function FormatDialog({ one, onClose }: FormatDialogProps) {
  const client = useQueryClient();
  const { lines, pending, error } = useSampleLines(one);
  const rows = sampleColumns(lines);
  // A guess names a column that it cannot tell by no field: it is left to choose.
  const guess = (one.proposal?.fields ?? one.fields ?? []).map((name) => (findField(name) ? name : ""));
  const width = Math.max(rows[0]?.length ?? 0, rows.length === 0 ? guess.length : 0);
  const [chosen, setChosen] = useState<readonly string[] | undefined>(undefined);
  const fields = fitted(chosen ?? guess, width);
  const problems = formatProblems(fields);
  const start = useMutation({
    mutationFn: () => api.retryImport(one.id, fields.join(" ")),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: IMPORTS_KEY });
    },
  });

  return (
    <Dialog
      open
      onClose={onClose}
      title={one.proposal ? "Which field is in which column?" : "Check the columns"}
      description={`${one.name} has no header, so the order of its fields is a guess. Set what is wrong or missing, then import.`}
      className="w-[min(1080px,calc(100vw-24px))]!"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={pending || problems.length > 0 || start.isPending}
            onClick={() => start.mutate()}
          >
            {one.proposal ? "Import with this format" : "Import again with this format"}
          </Button>
        </>
      }
    >
      <FormatShortcuts width={width} onPick={(picked) => setChosen(fitted(picked, width))} />
      <div className="mt-3">
        {pending ? (
          <Skeleton className="h-44" />
        ) : (
          <FormatColumns
            rows={rows}
            fields={fields}
            onChange={(index, name) => setChosen(fields.map((before, at) => (at === index ? name : before)))}
          />
        )}
      </div>
      <div aria-live="polite" className="mt-2 min-h-5 text-data text-danger">
        {pending ? null : (start.error?.message ?? error?.message ?? problems[0])}
      </div>
    </Dialog>
  );
}

/** Ways to set all columns at once: a format text from AWS, or an order that real logs are written in. */
function FormatShortcuts({ width, onPick }: { width: number; onPick: (fields: readonly string[]) => void }) {
  const id = useId();
  const [text, setText] = useState("");
  const parsed = text.trim() === "" ? undefined : parseFormat(text);
  const known = knownFormatsOf(width);
  const take = (value: string) => {
    setText(value);
    const result = parseFormat(value);
    if ("fields" in result) onPick(result.fields);
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-64 grow">
        <label htmlFor={id} className="text-label text-muted">
          Log format, if you have it (the flow log's LogFormat)
        </label>
        <input
          id={id}
          value={text}
          onChange={(event) => take(event.target.value)}
          placeholder={EXAMPLE}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={parsed !== undefined && "error" in parsed}
          aria-describedby={`${id}-note`}
          className="figures mt-1 h-8 w-full rounded-control border border-line-strong bg-surface px-2 text-data placeholder:text-faint"
        />
        <p id={`${id}-note`} className="mt-1 text-label text-muted">
          {parsed === undefined
            ? `The lines have ${width} columns.`
            : "error" in parsed
              ? parsed.error
              : parsed.fields.length === width
                ? "Taken over."
                : `It names ${parsed.fields.length} fields; the lines have ${width} columns.`}
        </p>
      </div>
      {known.length > 0 ? (
        <div className="mb-6">
          <Menu align="end" trigger={<Button>Known orders</Button>}>
            {known.map((format) => (
              <MenuItem key={format.label} onSelect={() => onPick(format.fields)}>
                {format.label}
              </MenuItem>
            ))}
          </Menu>
        </div>
      ) : null}
    </div>
  );
}
