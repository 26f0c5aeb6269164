"use client";

import { Trash2, X } from "lucide-react";
import { useState } from "react";
import { Badge, Button, IconButton } from "@/components/ui";
import { InputRow } from "@/components/ui/input-row";
import { useView, useZone } from "@/components/view";
import type { Import } from "@/lib/api/contract";
import { isUnderWay } from "@/lib/api/queries";
import { ALL_DATA, formatAgo, formatExact, formatTime, formatZone } from "@/lib/view";
import { ImportDetails } from "./import-details";
import { recordsOf, sayFormatSource, sayProgress, sayState, shareOf } from "./import-words";
import { ProgressBar } from "./progress-bar";

interface ImportRowProps {
  one: Import;
  /** The present, epoch seconds. */
  now: number;
  /** The name of the import that holds the same bytes. */
  nameOf: (id: string) => string | undefined;
  onRemove: () => void;
  onFormat: () => void;
}

/** What a person should look at, although nothing failed. */
const MILD: ReadonlySet<string> = new Set(["format_needed", "truncated", "passed_over"]);

function toneOf(one: Import): "neutral" | "accent" | "warning" | "danger" {
  if (isUnderWay(one.state)) return "accent";
  if (one.error && MILD.has(one.error.code)) return "warning";
  return one.state === "failed" ? "danger" : "neutral";
}

/** One import: what it is, how far it is, what it added, and what needs a look. */
export function ImportRow({ one, now, nameOf, onRemove, onFormat }: ImportRowProps) {
  const [open, setOpen] = useState(false);
  const { view, href } = useView();
  const zone = useZone();
  const running = isUnderWay(one.state);
  const records = recordsOf(one);
  const shape = [one.shape, sayFormatSource(one.format_source)].filter(Boolean).join(", ");
  return (
    <li className="border-t first:border-t-0" data-import={one.id}>
      <InputRow
        name={one.name}
        title={<p className="text-data wrap-anywhere">{one.name}</p>}
        note={shape || (running ? "Not recognised yet" : "Not recognised")}
        badge={<Badge tone={toneOf(one)}>{sayState(one)}</Badge>}
        records={records}
        bytes={one.bytes_total ?? one.bytes_read}
        time={
          // The server drew it a moment earlier than the browser does.
          <span
            suppressHydrationWarning
            title={`${formatTime(one.created_at, zone)} ${formatZone(zone, one.created_at)}`}
          >
            {formatAgo(one.created_at, now)}
          </span>
        }
        explore={
          one.state === "done" && records > 0 && !one.duplicate_of
            ? href("/explore", { source: one.id, filter: "", range: ALL_DATA, timezone: view.timezone })
            : undefined
        }
        actions={
          <IconButton label={running ? `Cancel ${one.name}` : `Delete ${one.name}`} size="small" onClick={onRemove}>
            {running ? <X aria-hidden className="size-4" /> : <Trash2 aria-hidden className="size-4" />}
          </IconButton>
        }
        details={<ImportDetails one={one} onFormat={onFormat} />}
        open={open}
        onToggle={() => setOpen(!open)}
      >
        <ImportNotes one={one} nameOf={nameOf} onFormat={onFormat} open={open} onShow={() => setOpen(!open)} />
        {running ? (
          <div className="pr-3 pb-2 pl-11 md:pl-13">
            <ProgressBar label={`Import of ${one.name}`} share={one.state === "queued" ? 0 : shareOf(one)} />
            <p className="figures mt-1 text-label text-muted">{sayProgress(one).join(" · ")}</p>
          </div>
        ) : null}
      </InputRow>
    </li>
  );
}

interface ImportNotesProps {
  one: Import;
  nameOf: (id: string) => string | undefined;
  onFormat: () => void;
  /** Are the details, with the lines that could not be read, shown? */
  open: boolean;
  onShow: () => void;
}

/** What a person should know about an import without opening it. */
function ImportNotes({ one, nameOf, onFormat, open, onShow }: ImportNotesProps) {
  const notes = [];
  if (one.error && one.state !== "cancelled") {
    const needed = one.error.code === "format_needed";
    const tone = MILD.has(one.error.code) ? "text-warning" : "text-danger";
    notes.push(
      <div key="error" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className={tone}>{one.error.message}</p>
        {needed ? (
          <Button size="small" onClick={onFormat}>
            Choose the columns
          </Button>
        ) : null}
      </div>,
    );
  }
  if (one.duplicate_of) {
    const name = nameOf(one.duplicate_of);
    notes.push(
      <p key="duplicate" className="text-muted">
        Exactly these bytes are stored already{name ? `, as ${name}` : ""}. Nothing was added.
      </p>,
    );
  }
  if (one.format_source === "inferred" && one.state === "done" && !one.duplicate_of) {
    notes.push(
      <div key="inferred" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="text-warning">Columns were inferred: the file has no header.</p>
        <Button size="small" onClick={onFormat}>
          Check
        </Button>
      </div>,
    );
  }
  if (Number(one.unparsed) > 0) {
    const count = Number(one.unparsed);
    notes.push(
      <div key="unparsed" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="text-muted">
          {formatExact(one.unparsed)} {count === 1 ? "line" : "lines"} could not be read.
        </p>
        {one.unparsed_samples.length > 0 ? (
          <Button size="small" aria-expanded={open} onClick={onShow}>
            {open ? "Hide" : "Show"}
          </Button>
        ) : null}
      </div>,
    );
  }
  if (notes.length === 0) return null;
  return <div className="space-y-1 pr-3 pb-2 pl-11 md:pl-13 text-data">{notes}</div>;
}
