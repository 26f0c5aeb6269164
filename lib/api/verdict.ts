import type { Verdict as Judged } from "@/lib/diagnose";
import type { Verdict } from "./contract";

/** A verdict as the API writes it: reasons and next steps as sentences, and again with what a page makes links of. */
export function writtenVerdict({ reasons, next_steps, ...verdict }: Judged): Verdict {
  return {
    ...verdict,
    reasons: reasons.map(({ text }) => text),
    next_steps: next_steps.map(({ text, command }) => (command === null ? text : `${text}: ${command}`)),
    evidence: reasons.map((reason) => ({ ...reason })),
    steps: next_steps.map((step) => ({ ...step })),
  };
}
