"use client";

import Link from "next/link";
import { cx, Skeleton } from "@/components/ui";
import { WholeAddress } from "@/components/ui/whole-address";
import { isUndecided, verdictWords } from "@/components/verdict/verdict-words";
import { useView } from "@/components/view";
import type { RejectionRow } from "@/lib/api/contract";
import { protocolName } from "@/lib/flow/protocols";
import { useVerdict } from "./use-verdict";

/** The parameters of the page that answers why one address cannot reach another. */
function whyParams({ client, server, port, protocol }: NonNullable<RejectionRow["busiest"]>): string {
  const search = new URLSearchParams({ a: client, b: server });
  if (port !== null) search.set("port", String(port));
  if (protocol !== null) search.set("protocol", protocolName(protocol));
  return search.toString();
}

/** What refused the row's busiest pair, as far as the log can tell, with a way to the whole answer. */
export function VerdictCell({ busiest, className }: { busiest: RejectionRow["busiest"]; className?: string }) {
  const { href } = useView();
  const { seen, verdict, waiting, error } = useVerdict(busiest);
  if (busiest === null) return <span className={cx("text-faint", className)}>-</span>;
  const pair = `${busiest.client} to ${busiest.server}`;
  const base = href("/why");
  const target = `${base}${base.includes("?") ? "&" : "?"}${whyParams(busiest)}`;
  const words = verdict ? verdictWords(verdict.code) : error ? "Could not be judged" : "Undecided";
  return (
    <span ref={seen} className={cx("flex min-w-0 flex-col items-start", className)}>
      {waiting ? (
        <Skeleton className="my-0.5 h-4 w-32 max-sm:my-0" />
      ) : (
        <Link
          href={target}
          title={verdict?.sentence ?? error?.message}
          className={cx(
            "text-data hover:underline max-sm:text-label",
            verdict && !isUndecided(verdict.code) ? "text-text" : "text-muted",
          )}
        >
          {words}
          <span className="sr-only">: why can {pair} not connect?</span>
        </Link>
      )}
      <span
        className="figures flex flex-wrap gap-x-[1ch] text-faint text-label"
        title="The pair with the most rejected records"
      >
        <span>
          <WholeAddress text={busiest.client} />
        </span>
        <span>
          to <WholeAddress text={busiest.server} />
        </span>
      </span>
    </span>
  );
}
