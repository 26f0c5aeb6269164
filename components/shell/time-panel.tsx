"use client";

import { useState } from "react";
import { Button, cx } from "@/components/ui";
import { useScope, useZone } from "@/components/view";
import { formatResolved, formatZone, parseRangeText, printRangeText, type Range } from "@/lib/view";
import { ALL_RANGE, type QuickRange, RELATIVE_RANGES, recordRanges } from "./quick-ranges";

const nowSeconds = () => Math.floor(Date.now() / 1000);

function QuickList({
  title,
  items,
  onPick,
}: {
  title: string;
  items: readonly QuickRange[];
  onPick: (range: Range) => void;
}) {
  if (items.length === 0) return null;
  return (
    <div>
      <p className="px-2 pb-1 text-faint text-label">{title}</p>
      <ul>
        {items.map(({ label, range }) => (
          <li key={label}>
            <button
              type="button"
              onClick={() => onPick(range)}
              className="flex min-h-7 w-full items-center rounded px-2 py-0.5 text-left hover:bg-hover"
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The typed range; it is read when it is sent, never while it is typed. */
function TypedRange({ onPick }: { onPick: (range: Range) => void }) {
  const zone = useZone();
  const { span, range } = useScope();
  const frozen: Range = { kind: "between", ...span };
  const shown = range.kind === "between" || span.from === null ? range : frozen;
  const [text, setText] = useState(() => printRangeText(shown, zone));
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const result = parseRangeText(text, zone, nowSeconds());
        if (result.ok) onPick(result.range);
        else setError(result.error);
      }}
    >
      <label htmlFor="time-range" className="mb-1 block text-faint text-label">
        From and to, in {formatZone(zone, span.from ?? nowSeconds())}
      </label>
      <div className="flex gap-2">
        <input
          id="time-range"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setError(null);
          }}
          onFocus={(event) => event.target.select()}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error !== null}
          aria-describedby="time-range-help"
          className="figures h-8 min-w-0 grow rounded-control border border-line-strong bg-surface px-2 text-data aria-invalid:border-danger"
        />
        <Button type="submit" variant="primary">
          Apply
        </Button>
      </div>
      <p
        id="time-range-help"
        className={cx("mt-1 text-label", error ? "text-danger" : "text-faint")}
        aria-live="polite"
      >
        {error ?? "2020-04-24 17:00 to 18:00, 2020-04-24, 15m, now-7d to now-1d, or epoch seconds"}
      </p>
    </form>
  );
}

/** A range to type or to pick; loaded when the time range is first opened. */
export default function TimePanel({ onPick }: { onPick: (range: Range) => void }) {
  const { span, bounds } = useScope();
  const zone = useZone();
  return (
    <>
      <TypedRange onPick={onPick} />
      <div className="-mx-2 mt-3 grid gap-2 border-t pt-3 sm:grid-cols-2">
        <div className="flex flex-col gap-2">
          <QuickList title="Up to now" items={RELATIVE_RANGES} onPick={onPick} />
        </div>
        <div className="flex flex-col gap-2">
          <QuickList
            title="What is stored"
            items={[ALL_RANGE, ...recordRanges(bounds, nowSeconds())]}
            onPick={onPick}
          />
        </div>
      </div>
      <p className="mt-2 border-t pt-2 text-faint text-label">
        In use: <span className="figures">{formatResolved(span, zone)}</span>{" "}
        {formatZone(zone, span.from ?? nowSeconds())}
      </p>
    </>
  );
}
