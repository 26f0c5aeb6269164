import type { Metadata } from "next";
import { ConnectPage } from "@/components/connect";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Connect AWS" };

/** The flow logs of an AWS account, to add as sources. */
export default async function Page() {
  await requireSession();
  return <ConnectPage />;
}
