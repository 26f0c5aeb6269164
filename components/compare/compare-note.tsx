"use client";

import { useZone } from "@/components/view";
import { formatResolved, formatZone } from "@/lib/view";
import { useBefore } from "./use-before";

/** What the view is compared with, or why it cannot be. Nothing when it is not asked for. */
export function CompareNote() {
  const { on, problem, span, whole } = useBefore();
  const zone = useZone();
  if (!on) return null;
  const period = (
    <span className="figures">
      {formatResolved(span, zone)} {formatZone(zone, span.from ?? 0)}
    </span>
  );
  return (
    <p role="status" className="px-1 pt-1 text-label text-muted">
      {problem === "open" ? (
        "To compare, choose a range with a start and an end: all data has no period before."
      ) : problem === "empty" ? (
        <>Nothing to compare with: the log begins after the period before, {period}.</>
      ) : (
        <>
          Compared with the period before, {period}
          {whole ? "." : "; the log begins within it, so it is not whole."}
        </>
      )}
    </p>
  );
}
