"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";
import { bucketAt, bucketEdge, bucketMiddle, PLOT } from "./geometry";

/** Buckets from the first to the last, both included. */
export interface Selection {
  readonly first: number;
  readonly last: number;
}

interface ChartOverlayProps {
  /** Pixels of the box that it covers. */
  width: number;
  /** Number of buckets. */
  count: number;
  label: string;
  /** What a bucket holds, in words. */
  describe: (index: number) => string;
  onZoom: (selection: Selection) => void;
  /** The figures of a bucket; drawn beside the pointer. */
  tooltip: (index: number, selection: Selection | null) => ReactNode;
}

interface State {
  readonly at: number | null;
  /** Where a selection began. */
  readonly anchor: number | null;
  readonly dragging: boolean;
}

/** Below this width of the chart, px, the figures slide over the pointer: beside it they would be cut off. */
const NARROW = 480;

const IDLE: State = { at: null, anchor: null, dragging: false };

const selectionOf = ({ at, anchor }: State): Selection | null =>
  at === null || anchor === null ? null : { first: Math.min(at, anchor), last: Math.max(at, anchor) };

const STEP_KEYS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  PageUp: (at, count) => at + Math.ceil(count / 10),
  PageDown: (at, count) => at - Math.ceil(count / 10),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * What lies over a chart: the pointer's line, figures of the bucket under it, and a stretch to zoom into by dragging.
 * By keyboard: arrows move, Shift with arrows selects, Enter zooms, Escape lets go.
 */
export function ChartOverlay({ width, count, label, describe, onZoom, tooltip }: ChartOverlayProps) {
  const [state, setState] = useState<State>(IDLE);
  const selection = selectionOf(state);
  const at = state.at === null ? null : Math.min(state.at, count - 1);

  const indexOf = (event: PointerEvent<HTMLDivElement>): number =>
    bucketAt(event.clientX - event.currentTarget.getBoundingClientRect().left, width, count);

  const finish = (next: State) => {
    const chosen = selectionOf(next);
    setState({ ...next, anchor: null, dragging: false });
    if (chosen && chosen.last > chosen.first) onZoom(chosen);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = STEP_KEYS[event.key];
    const here = at ?? (event.key === "ArrowLeft" ? count : -1);
    if (step) {
      event.preventDefault();
      const next = Math.min(count - 1, Math.max(0, step(here, count)));
      setState({ at: next, anchor: event.shiftKey ? (state.anchor ?? Math.max(0, here)) : null, dragging: false });
    } else if (event.key === "Enter" && at !== null) {
      event.preventDefault();
      const chosen = selection ?? { first: at, last: at };
      setState({ at: null, anchor: null, dragging: false });
      onZoom(chosen);
    } else if (event.key === "Escape" && at !== null) {
      event.preventDefault();
      setState(IDLE);
    }
  };

  const middle = at === null ? 0 : bucketMiddle(at, width, count);
  const left = selection ? bucketEdge(selection.first, width, count) : 0;
  const right = selection ? bucketEdge(selection.last + 1, width, count) : 0;

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, count - 1)}
      aria-valuenow={at ?? 0}
      aria-valuetext={at === null ? "No bucket chosen" : describe(at)}
      className="absolute inset-0 cursor-crosshair touch-pan-y select-none rounded"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const index = indexOf(event);
        setState({ at: index, anchor: index, dragging: true });
      }}
      onPointerMove={(event) => {
        const index = indexOf(event);
        setState((before) =>
          before.at === index ? before : { ...before, at: index, anchor: before.dragging ? before.anchor : null },
        );
      }}
      onPointerUp={(event) => state.dragging && finish({ ...state, at: indexOf(event) })}
      onPointerCancel={() => setState(IDLE)}
      onPointerLeave={() => state.dragging || setState(IDLE)}
      onBlur={() => setState(IDLE)}
      onKeyDown={onKeyDown}
    >
      {at === null ? null : (
        <>
          {selection && selection.last > selection.first ? (
            <div
              className="pointer-events-none absolute border-accent border-x bg-accent/15"
              style={{ left, width: right - left, top: PLOT.top, bottom: PLOT.bottom }}
            />
          ) : null}
          <div
            className="pointer-events-none absolute w-px bg-faint"
            style={{ left: middle, top: PLOT.top, bottom: PLOT.bottom }}
          />
          <div
            className="pointer-events-none absolute z-10"
            style={
              width < NARROW
                ? { left: middle, top: PLOT.top, transform: `translateX(-${(100 * middle) / width}%)` }
                : middle > width / 2
                  ? { right: width - middle + 12, top: PLOT.top }
                  : { left: middle + 12, top: PLOT.top }
            }
          >
            {tooltip(at, selection && selection.last > selection.first ? selection : null)}
          </div>
        </>
      )}
    </div>
  );
}
