"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { EmptyState, Skeleton } from "@/components/ui";
import { useScope, useView } from "@/components/view";
import { topQuery } from "@/lib/api/queries";
import { formatExact } from "@/lib/view";
import { whyHref } from "./why-href";

const ROWS = 5;

/** Before anything is asked: what can be asked, and the pairs that are refused most. */
export function Examples() {
  const { href } = useView();
  const { params, ready } = useScope();
  const { q: _, ...place } = params;
  const { data, error } = useQuery({
    ...topQuery({ ...place, q: "action:REJECT", by: "pair", measure: "flows", limit: ROWS }),
    enabled: ready,
  });
  const pairs = data?.rows.filter(({ addrs }) => addrs?.length === 2) ?? [];
  return (
    <div className="hairline-panel">
      <EmptyState title="Give two addresses">
        Flowglass puts both directions and both ends of their conversation together, and says what refused it, how sure
        that is, and what to do. With a port the answer is about that service alone.
      </EmptyState>
      {error || (data && pairs.length === 0) ? null : (
        <div className="mx-auto max-w-md px-3 pb-6">
          <h2 className="mb-1 text-label text-muted">Refused most in this range</h2>
          <ul>
            {data
              ? pairs.map(({ key, addrs, reject }) => (
                  <li key={key} className="border-t">
                    <Link
                      href={whyHref(href("/why"), {
                        a: addrs?.[0] ?? "",
                        b: addrs?.[1] ?? "",
                        port: null,
                        protocol: null,
                      })}
                      className="figures flex flex-wrap justify-between gap-x-3 py-1.5 text-data hover:underline"
                    >
                      <span>
                        {addrs?.[0]} and {addrs?.[1]}
                      </span>
                      <span className="text-muted">{formatExact(reject.flows)} rejected</span>
                    </Link>
                  </li>
                ))
              : Array.from({ length: ROWS }, (_, row) => (
                  <li key={`row-${row.toString()}`} className="border-t py-1.5">
                    <Skeleton className="h-5" />
                  </li>
                ))}
          </ul>
        </div>
      )}
    </div>
  );
}
