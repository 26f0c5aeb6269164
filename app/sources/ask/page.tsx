import type { Metadata } from "next";
import { AskPage } from "@/components/sources/in-place";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Ask in place" };

/** A log group asked where it is, through CloudWatch Logs Insights. */
export default async function Page() {
  await requireSession();
  return <AskPage />;
}
