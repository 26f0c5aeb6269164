"use client";

import { Pause, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { Badge, Button, IconButton } from "@/components/ui";
import { InputRow } from "@/components/ui/input-row";
import { useView } from "@/components/view";
import type { Source } from "@/lib/api/contract";
import { ALL_DATA, formatExact } from "@/lib/view";
import { ReadBar } from "./read-bar";
import { SourceDetails } from "./source-details";
import { placeOf, recordsOf, sayInStep, sayKind, sayState, toneOf } from "./source-words";
import { readTimeline } from "./timeline";

interface SourceRowProps {
  source: Source;
  /** The present, epoch seconds. */
  now: number;
  /** True while pausing or resuming is under way. */
  busy: boolean;
  onPause: () => void;
  onResume: () => void;
  onRemove: () => void;
}

/** One source: what it is, how far it is, what it added, and what needs a look. */
export function SourceRow({ source, now, busy, onPause, onResume, onRemove }: SourceRowProps) {
  const [open, setOpen] = useState(false);
  const { view, href } = useView();
  const place = placeOf(source);
  const timeline = readTimeline(source, now);
  const records = recordsOf(source);
  const stopped = source.state === "paused";
  const explore = href("/explore", { source: source.id, filter: "", range: ALL_DATA, timezone: view.timezone });
  return (
    <li className="border-t first:border-t-0" data-source={source.id} data-state={source.state}>
      <InputRow
        name={place}
        title={
          <p className="figures truncate text-data" title={place}>
            {place}
          </p>
        }
        note={sayKind(source)}
        badge={<Badge tone={toneOf(source)}>{sayState(source)}</Badge>}
        records={records}
        bytes={source.bytes_read}
        time={sayInStep(source)}
        explore={records > 0 ? explore : undefined}
        actions={
          <>
            {source.state === "done" ? null : (
              <IconButton
                label={stopped ? `Resume ${place}` : `Pause ${place}`}
                size="small"
                disabled={busy}
                onClick={stopped ? onResume : onPause}
              >
                {stopped ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
              </IconButton>
            )}
            <IconButton label={`Remove ${place}`} size="small" onClick={onRemove}>
              <Trash2 aria-hidden className="size-4" />
            </IconButton>
          </>
        }
        details={<SourceDetails source={source} timeline={timeline} />}
        open={open}
        onToggle={() => setOpen(!open)}
      >
        <div className="space-y-2 pr-3 pb-2.5 pl-11 md:pl-13">
          <ReadBar timeline={timeline} name={place} follow={source.follow && source.until === null} />
          <SourceNotes source={source} busy={busy} onResume={onResume} open={open} onShow={() => setOpen(!open)} />
        </div>
      </InputRow>
    </li>
  );
}

interface SourceNotesProps {
  source: Source;
  busy: boolean;
  onResume: () => void;
  open: boolean;
  onShow: () => void;
}

/** What a person should know about a source without opening it. */
function SourceNotes({ source, busy, onResume, open, onShow }: SourceNotesProps) {
  const notes = [];
  if (source.error) {
    notes.push(
      <div key="error" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="text-danger">{source.error.message}</p>
        {source.state === "failed" ? (
          <Button size="small" disabled={busy} onClick={onResume}>
            Try now
          </Button>
        ) : null}
      </div>,
    );
  }
  for (const notice of source.notices) {
    notes.push(
      <p key={notice.code + notice.message} className="text-warning">
        {notice.message}
      </p>,
    );
  }
  if (source.failed.length > 0) {
    const [first] = source.failed;
    const ranges = source.failed.length === 1 ? "1 range" : `${formatExact(source.failed.length)} ranges`;
    notes.push(
      <div key="failed" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="text-warning">
          {ranges} could not be read: {first?.reason}
        </p>
        <Button size="small" aria-expanded={open} onClick={onShow}>
          {open ? "Hide" : "Show"}
        </Button>
      </div>,
    );
  }
  if (Number(source.unparsed) > 0) {
    notes.push(
      <p key="unparsed" className="text-muted">
        {formatExact(source.unparsed)} {Number(source.unparsed) === 1 ? "line" : "lines"} could not be read.
      </p>,
    );
  }
  return notes.length === 0 ? null : <div className="space-y-1 text-data">{notes}</div>;
}
