"use client";

import Link from "next/link";
import { useView } from "@/components/view";
import type { Finding } from "@/lib/api/contract";
import { formatExact, viewHref } from "@/lib/view";
import { WhyBars } from "./why-bars";

const isAddress = (text: string): boolean => /^[\da-f:.]+$/i.test(text);

/** The targets of a finding; those that are addresses lead to their pages. */
function Targets({ targets }: { targets: Finding["targets"] }) {
  const { view } = useView();
  const more = targets.count - targets.sample.length;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
      {targets.sample.map((target) => (
        <li key={target} className="figures">
          {isAddress(target) ? (
            <Link href={viewHref("/host", view, { addr: target })} className="hover:underline">
              {target}
            </Link>
          ) : (
            target
          )}
        </li>
      ))}
      {more > 0 ? <li className="text-faint">and {formatExact(more)} more</li> : null}
    </ul>
  );
}

/** Why a finding was flagged, whom it touches, what may be harmless about it, and its filter. */
export function FindingDetails({ finding }: { finding: Finding }) {
  const { why, targets, benign_hints, q, dismissed } = finding;
  return (
    <div className="grid gap-x-8 gap-y-4 border-t bg-sunken/60 px-4 py-3 text-data md:grid-cols-2">
      <section aria-label="Why flagged" className="min-w-0">
        <h4 className="mb-1.5 font-medium text-label">Why flagged</h4>
        <WhyBars why={why} />
        <p className="mt-2 text-muted">{why.text}</p>
      </section>
      <div className="flex min-w-0 flex-col gap-3">
        {targets.count > 0 ? (
          <section aria-label="Targets">
            <h4 className="mb-0.5 font-medium text-label">
              {targets.count === 1 ? "Other end" : `Other ends (${formatExact(targets.count)})`}
            </h4>
            <Targets targets={targets} />
          </section>
        ) : null}
        {benign_hints.length > 0 ? (
          <section aria-label="What may be harmless">
            <h4 className="mb-0.5 font-medium text-label">What may be harmless</h4>
            <ul className="text-muted">
              {benign_hints.map((hint) => (
                <li key={hint}>{hint}</li>
              ))}
            </ul>
          </section>
        ) : null}
        {dismissed ? (
          <section aria-label="Dismissed">
            <h4 className="mb-0.5 font-medium text-label">Dismissed</h4>
            <p className="text-muted">{dismissed.reason || "No reason was given."}</p>
          </section>
        ) : null}
        <section aria-label="Filter of the records">
          <h4 className="mb-0.5 font-medium text-label">Filter of the records</h4>
          <p className="figures break-words text-label text-muted [overflow-wrap:anywhere]">{q}</p>
        </section>
      </div>
    </div>
  );
}
