import type { Metadata } from "next";
import { WhyPage } from "@/components/why";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Why can't A reach B?" };

/** Two addresses, a port and a protocol: what became of them, and what to do. */
export default async function Page() {
  await requireSession();
  return <WhyPage />;
}
