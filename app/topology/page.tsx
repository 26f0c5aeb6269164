import type { Metadata } from "next";
import { TopologyPage } from "@/components/topology";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Topology" };

/** Who talks to whom. */
export default async function Page() {
  await requireSession();
  return <TopologyPage />;
}
