import type { Metadata } from "next";
import { ExplorePage } from "@/components/explore";

export const metadata: Metadata = { title: "Explore" };

/** Every matching record in a table, and one of them in a drawer. */
export default function Page() {
  return <ExplorePage />;
}
