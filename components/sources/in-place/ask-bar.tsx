"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui";
import { formatDuration } from "@/lib/view";

interface AskBarProps {
  /** False while there is nothing that could be asked. */
  ready: boolean;
  running: boolean;
  stopped: boolean;
  error: Error | null;
  onAsk: () => void;
  onStop: () => void;
}

/** Seconds since it was first drawn. */
function Elapsed() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const began = Date.now();
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - began) / 1000)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span aria-hidden className="figures">
      {formatDuration(seconds)}
    </span>
  );
}

/** The button that costs money, what it costs by, and what came of it when no answer did. */
export function AskBar({ ready, running, stopped, error, onAsk, onStop }: AskBarProps) {
  return (
    <div className="space-y-2 border-t pt-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {running ? (
          <Button onClick={onStop}>Stop</Button>
        ) : (
          <Button variant="primary" disabled={!ready} onClick={onAsk}>
            Ask CloudWatch
          </Button>
        )}
        <p role="status" className="min-w-0 basis-64 grow text-data text-muted">
          {running ? (
            <>
              CloudWatch is scanning the group. <Elapsed />
            </>
          ) : stopped ? (
            "Stopped. AWS is told to end the queries, and bills what they had scanned by then."
          ) : (
            "AWS bills by the bytes scanned. Two queries are run, and each scans the whole range of the group, whatever the filter."
          )}
        </p>
      </div>
      {error ? (
        <div role="alert" className="text-data">
          <p className="text-danger">CloudWatch gave no answer.</p>
          <p className="wrap-anywhere text-muted">{error.message}</p>
        </div>
      ) : null}
    </div>
  );
}
