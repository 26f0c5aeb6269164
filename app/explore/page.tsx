import type { Metadata } from "next";
import { ExplorePage } from "@/components/explore";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Explore" };

/** Every matching record in a table, and one of them in a drawer. */
export default async function Page() {
  await requireSession();
  return <ExplorePage />;
}
