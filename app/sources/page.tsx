import type { Metadata } from "next";
import { SourcesPage } from "@/components/imports";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Sources" };

/** Where records come from: upload files, watch and remove imports. */
export default async function Page() {
  await requireSession();
  return <SourcesPage />;
}
