"use client";

import Link from "next/link";
import { useView } from "@/components/view";
import type { Finding } from "@/lib/api/contract";
import { between, viewHref } from "@/lib/view";

/** The link to the records behind a finding: its filter and its time, whatever the page shows. */
export function useRecordsHref(): (finding: Pick<Finding, "q" | "from" | "to">) => string {
  const { view } = useView();
  return ({ q, from, to }) => viewHref("/explore", { ...view, filter: q, range: between(from, to) });
}

/** The name of who acts, which leads to its page. */
export function SubjectLink({ subject }: { subject: Finding["subject"] }) {
  const { view } = useView();
  const name = subject.addr ?? subject.interface_id;
  if (name === undefined) return <span className="text-muted">An interface without a name</span>;
  return (
    <Link
      href={viewHref("/host", view, subject.addr ? { addr: name } : { interface_id: name })}
      className="figures whitespace-nowrap hover:underline"
    >
      {name}
    </Link>
  );
}
