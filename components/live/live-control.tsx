"use client";

import { Pause, Play } from "lucide-react";
import { Button, cx, IconButton, Tooltip } from "@/components/ui";
import type { LiveState } from "@/lib/live/connection";
import { useLive, useLiveFeed } from "./live-context";
import { useFollow, useMovingRange } from "./use-follow";

/** The connection in words. */
function sayState(state: LiveState, paused: boolean): string {
  if (paused) return "Paused: new records are not shown";
  if (state === "waiting") return "Not connected: trying again";
  return "New records appear by themselves";
}

/** A dot that says how the connection is; its words stand beside it for those who cannot see it. */
function Dot({ state, on, paused }: { state: LiveState; on: boolean; paused: boolean }) {
  const lost = state === "waiting";
  return (
    <span aria-hidden className="relative flex size-2">
      {on && !lost && !paused ? (
        <span className="absolute inset-0 animate-ping rounded-full bg-accent opacity-60 [animation-duration:2s]" />
      ) : null}
      <span
        className={cx(
          "relative size-2 rounded-full",
          lost ? "border border-warning" : paused || !on ? "border border-unknown" : "bg-accent",
        )}
      />
    </span>
  );
}

/** Follows the last 15 minutes, and holds the page still. */
export function LiveControl() {
  const { state, paused, waiting, active } = useLive();
  const feed = useLiveFeed();
  const { following, toggle } = useFollow();
  useMovingRange();
  const on = following && !paused;
  return (
    <>
      <Tooltip content={on ? sayState(state, paused) : "Follow the last 15 minutes"} shortcut="l">
        <Button
          aria-pressed={on}
          aria-label={state === "waiting" ? "Live, not connected" : "Live"}
          onClick={toggle}
          className={cx(on && "border-accent bg-selected")}
        >
          <Dot state={state} on={on} paused={paused} />
          Live
        </Button>
      </Tooltip>
      {following || paused || active ? (
        <PauseButton
          needed={following || paused}
          paused={paused}
          waiting={waiting}
          onClick={() => (paused ? feed.resume() : feed.pause())}
        />
      ) : null}
    </>
  );
}

interface PauseButtonProps {
  /** Else it is left out where there is little room. */
  needed: boolean;
  paused: boolean;
  waiting: number;
  onClick: () => void;
}

function PauseButton({ needed, paused, waiting, onClick }: PauseButtonProps) {
  const label = paused ? (waiting > 0 ? "Resume: there are new records" : "Resume updates") : "Pause updates";
  return (
    <span className={cx("relative flex", !needed && "max-sm:hidden")}>
      <IconButton label={label} variant="secondary" onClick={onClick}>
        {paused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
      </IconButton>
      {waiting > 0 ? (
        <span
          aria-hidden
          className="-top-0.5 -right-0.5 absolute size-2 rounded-full border border-surface bg-accent"
        />
      ) : null}
    </span>
  );
}
