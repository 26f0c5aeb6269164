import type { Metadata } from "next";
import { SourcesPage } from "@/components/imports";

export const metadata: Metadata = { title: "Sources" };

/** Where records come from: upload files, watch and remove imports. */
export default function Page() {
  return <SourcesPage />;
}
