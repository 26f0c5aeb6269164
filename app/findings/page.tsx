import type { Metadata } from "next";
import { FindingsPage } from "@/components/findings";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Findings" };

/** What is unusual: scans, spikes, beacons, exposed services and more. */
export default async function Page() {
  await requireSession();
  return <FindingsPage />;
}
