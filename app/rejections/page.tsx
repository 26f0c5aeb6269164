import type { Metadata } from "next";
import { RejectionsPage } from "@/components/rejections";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Rejections" };

/** Who is refused where, how often, and why. */
export default async function Page() {
  await requireSession();
  return <RejectionsPage />;
}
