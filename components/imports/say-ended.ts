import type { Import } from "@/lib/api/contract";
import { recordsOf, sayRecords } from "./import-words";

/** What ended, in one sentence for screen readers. */
export function sayEnded(ended: readonly Import[]): string {
  return ended
    .map((one) => {
      if (one.state === "failed") return `${one.name} failed: ${one.error?.message ?? "no reason given"}`;
      if (one.state === "cancelled") return `${one.name} was cancelled.`;
      if (one.duplicate_of) return `${one.name} is stored already.`;
      return `${one.name} is imported: ${sayRecords(recordsOf(one))}.`;
    })
    .join(" ");
}
