"use client";

import { ChevronRight, Pause, Play, Search, Trash2 } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { Badge, Button, buttonClass, cx, IconButton } from "@/components/ui";
import { useView } from "@/components/view";
import type { Source } from "@/lib/api/contract";
import { ALL_DATA, formatBytes, formatExact } from "@/lib/view";
import { ReadBar } from "./read-bar";
import { SourceDetails } from "./source-details";
import { placeOf, recordsOf, sayInStep, sayKind, sayState, toneOf } from "./source-words";
import { readTimeline } from "./timeline";

/** The columns of the list, for its head and its rows. */
export const COLUMNS = "md:grid-cols-[1.75rem_minmax(0,1fr)_6rem_8rem_6rem_6rem_6rem] md:gap-x-4";

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
  const details = useId();
  const { view, href } = useView();
  const place = placeOf(source);
  const records = recordsOf(source);
  const stopped = source.state === "paused";
  const explore = href("/explore", { source: source.id, filter: "", range: ALL_DATA, timezone: view.timezone });
  return (
    <li className="border-t first:border-t-0" data-source={source.id} data-state={source.state}>
      <div className={cx("grid grid-cols-[auto_1fr_auto] items-center gap-x-2 px-2 py-2", COLUMNS)}>
        <IconButton
          label={open ? `Hide the details of ${place}` : `Show the details of ${place}`}
          size="small"
          aria-expanded={open}
          aria-controls={details}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight aria-hidden className={cx("size-4 transition-transform duration-100", open && "rotate-90")} />
        </IconButton>
        <div className="min-w-0">
          <p className="figures truncate text-data" title={place}>
            {place}
          </p>
          <p className="truncate text-label text-muted">{sayKind(source)}</p>
        </div>
        <div className="justify-self-end md:justify-self-start">
          <Badge tone={toneOf(source)}>{sayState(source)}</Badge>
        </div>
        <p className="figures col-start-2 text-data md:col-auto md:text-right">
          {formatExact(records)}
          <span className="text-label text-muted md:hidden"> records</span>
        </p>
        <p
          className="figures hidden text-right text-data text-muted md:block"
          title={`${formatExact(source.bytes_read)} bytes`}
        >
          {formatBytes(source.bytes_read)}
        </p>
        <p className="hidden text-right text-label text-muted md:block">{sayInStep(source)}</p>
        <div className="flex justify-end gap-1">
          {records > 0 ? (
            <Link
              href={explore}
              aria-label={`Explore the records of ${place}`}
              title="Explore its records"
              className={cx(buttonClass("quiet", "small"), "w-7 px-0")}
            >
              <Search aria-hidden className="size-4" />
            </Link>
          ) : null}
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
        </div>
      </div>
      <div className="space-y-2 pr-3 pb-2.5 pl-11 md:pl-13">
        <ReadBar timeline={readTimeline(source, now)} name={place} follow={source.follow && source.until === null} />
        <SourceNotes source={source} busy={busy} onResume={onResume} open={open} onShow={() => setOpen(!open)} />
      </div>
      <div id={details} hidden={!open} className="border-t bg-sunken/60 px-3 py-3 md:pl-13">
        {open ? <SourceDetails source={source} /> : null}
      </div>
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
