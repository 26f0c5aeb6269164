"use client";

import { useZone } from "@/components/view";
import type { PeriodBefore } from "@/lib/api/contract";
import { formatSpan, formatZone, toNumber } from "@/lib/view";

/** What is compared with, or why nothing can be. */
export function BeforeNote({ before }: { before: PeriodBefore | null | undefined }) {
  const zone = useZone();
  if (before === undefined) return null;
  if (before === null) {
    return <>Changes need a range with a start and an end: choose one to compare it with the period before.</>;
  }
  const period = `${formatSpan(before.from, before.to, zone)} ${formatZone(zone, before.from)}`;
  if (toNumber(before.flows) === 0) return <>The log has no records in the period before, {period}.</>;
  return (
    <>
      Changes against the period before, <span className="figures">{period}</span>
      {before.whole ? "." : "; the log begins within it, so it is not whole."}
    </>
  );
}
