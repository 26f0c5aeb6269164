"use client";

import Link from "next/link";
import { useView } from "@/components/view";
import type { Verdict } from "@/lib/api/contract";
import { between } from "@/lib/view";
import { Prose } from "./prose";

/** Why the verdict is what it is; each reason that speaks of records leads to them. */
export function Reasons({ evidence }: { evidence: Verdict["evidence"] }) {
  const { href } = useView();
  return (
    <ul className="space-y-1.5">
      {evidence.map(({ text, q, from, to }) => (
        <li key={text} className="flex gap-2 text-data leading-5">
          <span aria-hidden className="mt-2 size-1 shrink-0 rounded-full bg-line-strong" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <Prose text={text} />{" "}
            {q === null ? null : (
              <Link
                aria-label={`See the records: ${text}`}
                className="whitespace-nowrap text-accent underline"
                href={href("/explore", {
                  filter: q,
                  ...(from === null && to === null ? {} : { range: between(from, to) }),
                })}
              >
                See the records
              </Link>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
