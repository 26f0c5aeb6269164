"use client";

import { Columns3 } from "lucide-react";
import { useId, useState } from "react";
import { Button, Popover } from "@/components/ui";
import { useView } from "@/components/view";
import { FIELDS } from "@/lib/flow";
import { DEFAULT_COLUMNS, MAX_COLUMNS } from "@/lib/view";
import { ColumnOrder } from "./column-order";

const VERSIONS = [...new Set(FIELDS.map((field) => field.version))].sort(
  (a, b) => Number(a === 6) - Number(b === 6) || a - b,
);

const groupName = (version: number): string => (version === 6 ? "Transit Gateway (version 6)" : `Version ${version}`);

/** Chooses the table's columns from all fields, grouped by the version that brought them, and their order. */
export function ColumnChooser() {
  const { view, setView } = useView();
  const [search, setSearch] = useState("");
  const id = useId();
  const chosen = new Set(view.columns);
  const full = view.columns.length >= MAX_COLUMNS;
  const words = search.toLowerCase().replaceAll("_", "-").split(/\s+/).filter(Boolean);
  const found = FIELDS.filter((field) =>
    words.every((word) => `${field.name} ${field.label} ${field.meaning}`.toLowerCase().includes(word)),
  );
  const set = (columns: readonly string[]) => columns.length > 0 && setView({ columns }, { replace: true });
  const toggle = (column: string) =>
    set(chosen.has(column) ? view.columns.filter((one) => one !== column) : [...view.columns, column]);
  return (
    <Popover
      title="Columns"
      className="w-[min(420px,calc(100vw-16px))]"
      trigger={
        <Button size="small">
          <Columns3 aria-hidden className="size-4" />
          <span className="max-md:sr-only">Columns</span>
        </Button>
      }
    >
      <ColumnOrder columns={view.columns} onChange={set} />
      <div className="mt-3 mb-2 flex items-center gap-2">
        <label htmlFor={id} className="sr-only">
          Search fields
        </label>
        <input
          id={id}
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder="Search fields"
          className="h-8 min-w-0 grow rounded-control border border-line-strong bg-surface px-2 text-data placeholder:text-faint"
        />
        <Button size="small" onClick={() => set(DEFAULT_COLUMNS)}>
          Reset
        </Button>
      </div>
      {full ? (
        <p className="mb-2 text-label text-muted">{MAX_COLUMNS} columns are the most that fit into a link.</p>
      ) : null}
      <div className="max-h-72 overflow-y-auto">
        {VERSIONS.map((version) => {
          const fields = found.filter((field) => field.version === version);
          if (fields.length === 0) return null;
          return (
            <fieldset key={version} className="mb-2">
              <legend className="text-faint text-label">{groupName(version)}</legend>
              {fields.map((field) => (
                <label
                  key={field.column}
                  htmlFor={`${id}-${field.column}`}
                  title={field.meaning}
                  className="flex min-h-7 items-center gap-2 rounded px-1 hover:bg-hover"
                >
                  <input
                    id={`${id}-${field.column}`}
                    type="checkbox"
                    checked={chosen.has(field.column)}
                    disabled={(full && !chosen.has(field.column)) || (chosen.size === 1 && chosen.has(field.column))}
                    onChange={() => toggle(field.column)}
                    className="accent-(--accent-fill)"
                  />
                  <span className="figures text-data">{field.name}</span>
                  <span className="ml-auto truncate text-faint text-label">{field.label}</span>
                </label>
              ))}
            </fieldset>
          );
        })}
        {found.length === 0 ? <p className="text-data text-muted">No field matches "{search}".</p> : null}
      </div>
    </Popover>
  );
}
