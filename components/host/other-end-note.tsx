"use client";

import Link from "next/link";
import { useFilterTerms, useView } from "@/components/view";
import type { Host } from "@/lib/api/contract";
import { formatExact, toNumber } from "@/lib/view";
import { homesOf } from "./host-facts";
import { type HostName, withHost } from "./host-href";

/** Says when what both ends logged counts twice, with a way to count it once. Nothing when none does. */
export function OtherEndNote({ name, host }: { name: HostName; host: Host | undefined }) {
  const { href } = useView();
  const { textWith } = useFilterTerms();
  if (!host?.addr || !host.interfaces.some((one) => one.own)) return null;
  const elsewhere = host.interfaces.reduce((sum, one) => (one.own ? sum : sum + toNumber(one.flows)), 0);
  if (elsewhere === 0) return null;
  const home = homesOf(host).slice(0, 1);
  const filter = textWith(
    home.map((one) => ["interface_id", one.interface_id] as const),
    "include",
  );
  return (
    <p className="px-1 pt-1 text-label text-muted">
      <span className="figures">{formatExact(elsewhere)}</span> flow records of this host were logged at the other end:
      what both ends logged counts twice.{" "}
      <Link href={withHost(href("/host", { filter }), name)} className="text-accent underline">
        Only what its own interface logged
      </Link>
    </p>
  );
}
