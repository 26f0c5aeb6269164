import type { Metadata } from "next";
import { Overview } from "@/components/overview/overview";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  await requireSession();
  return <Overview />;
}
