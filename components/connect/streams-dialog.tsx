"use client";

import { TextField } from "@/components/setup";
import { Button, Dialog, Skeleton } from "@/components/ui";
import { useZone } from "@/components/view";
import { formatExact, formatTime, formatZone } from "@/lib/view";
import { Failures } from "./failures";
import type { Place } from "./use-place";
import { MOST_STREAMS, useStreams } from "./use-streams";

/** Rows drawn at once: a search finds the others. */
const SHOWN = 200;

interface StreamsDialogProps {
  open: boolean;
  onClose: () => void;
  place: Place;
  group: string;
  adding: boolean;
  error: string | null;
  onAdd: (streams: readonly string[]) => void;
}

/** Chooses among the streams of a log group, one for each network interface and kind of traffic, which to read. */
export function StreamsDialog({ open, onClose, place, group, adding, error, onAdd }: StreamsDialogProps) {
  const found = useStreams(place, group, open);
  const count = found.chosen.size;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Streams of ${group}`}
      description={`Each network interface has a stream. Choose up to ${MOST_STREAMS}; only their records are read. To read all, add the whole log group.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={count === 0 || count > MOST_STREAMS || adding}
            onClick={() => onAdd([...found.chosen].sort())}
          >
            {adding ? "Adding" : count === 0 ? "Add streams" : count === 1 ? "Add 1 stream" : `Add ${count} streams`}
          </Button>
        </>
      }
    >
      <TextField
        label="A part of the stream's name"
        value={found.search}
        onChange={found.setSearch}
        placeholder="eni-0a1b2c3d4e5f60718"
      />
      <Chosen found={found} />
      {found.error ? <p className="py-3 text-danger text-data">{found.error.message}</p> : null}
      <div className="mt-2">
        <Failures
          failures={found.failures}
          consequence="Streams cannot be listed. Add by hand, on the Sources page, takes their names."
          onRetry={found.retry}
        />
      </div>
      <StreamList found={found} />
      {error ? (
        <p role="alert" className="mt-2 text-danger text-data">
          {error}
        </p>
      ) : null}
    </Dialog>
  );
}

type Found = ReturnType<typeof useStreams>;

function Chosen({ found }: { found: Found }) {
  const { chosen, streams, total } = found;
  const over = chosen.size > MOST_STREAMS;
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
      <p role="status" className={over ? "text-danger text-data" : "text-data text-muted"}>
        {formatExact(chosen.size)} chosen{total === null ? "" : ` of ${formatExact(total)}`}
        {over ? `; ${MOST_STREAMS} at most` : ""}
      </p>
      <span className="flex gap-2">
        <Button size="small" disabled={streams.length === 0} onClick={found.chooseFound}>
          {streams.length > MOST_STREAMS ? `Choose the first ${MOST_STREAMS}` : "Choose all found"}
        </Button>
        <Button size="small" disabled={chosen.size === 0} onClick={found.clear}>
          Choose none
        </Button>
      </span>
    </div>
  );
}

function StreamList({ found }: { found: Found }) {
  const zone = useZone();
  const { streams, chosen, waiting } = found;
  if (waiting && streams.length === 0) {
    return (
      <div role="status" aria-label="Asking AWS for streams" className="mt-2 flex h-72 flex-col gap-3">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-8" />
        ))}
      </div>
    );
  }
  if (found.failures.length > 0 || found.error) return null;
  if (streams.length === 0) {
    return (
      <p className="py-3 text-data text-muted">
        {found.search.trim() === "" ? "The log group has no stream." : "No stream has that in its name."}
      </p>
    );
  }
  return (
    <>
      <ul aria-label="Streams" className="mt-2 h-72 overflow-y-auto rounded-control border">
        {streams.slice(0, SHOWN).map(({ name, last_event }) => (
          <li key={name} className="border-t first:border-t-0">
            <label className="flex cursor-pointer items-center gap-2.5 px-2.5 py-1.5 hover:bg-sunken">
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-(--accent-fill)"
                checked={chosen.has(name)}
                onChange={() => found.toggle(name)}
              />
              <span className="min-w-0 grow">
                <span className="figures block break-all text-data">{name}</span>
                <span className="block text-label text-muted">
                  {last_event === null
                    ? "no record yet, as far as AWS says"
                    : `last record ${formatTime(last_event, zone)} ${formatZone(zone, last_event)}`}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {streams.length > SHOWN || found.more ? (
        <p className="mt-1.5 text-label text-muted">
          {found.more ? "There are more" : `${formatExact(streams.length - SHOWN)} more`}: type a part of the name.
        </p>
      ) : null}
    </>
  );
}
