import type { Metadata } from "next";
import { SetupPage } from "@/components/setup";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Set up a flow log" };

/** How to create a flow log, for somebody who has none yet, or not the right one. */
export default async function Page() {
  await requireSession();
  return <SetupPage />;
}
