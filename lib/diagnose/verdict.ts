/** What can be said about a conversation, in the order in which it is looked for: the first that fits is said. */
export const VERDICT_CODES = [
  "incomplete_data",
  "blocked_public_access",
  "blocked_encryption_control",
  "changed",
  "reply_blocked_nacl_outbound",
  "reply_blocked_nacl_inbound",
  "late_packet",
  "asymmetric_return",
  "unsolicited_reply",
  "blocked_security_group",
  "blocked_nacl_likely",
  "blocked_sg_or_nacl",
  "allowed_refused",
  "allowed_no_reply",
  "allowed",
] as const;

/** The name of a verdict. */
export type VerdictCode = (typeof VERDICT_CODES)[number];

/** How sure a verdict is. `low`: the log cannot decide, and the sentence says so. */
export type Confidence = "high" | "medium" | "low";

/** A statement behind a verdict, and the records that show it. */
export interface Reason {
  readonly text: string;
  /** A filter that finds the records behind it; null when it speaks of records that are not there. */
  readonly q: string | null;
  /** The range of these records, epoch seconds, half-open; null is unbounded. */
  readonly from: number | null;
  readonly to: number | null;
}

/** Something to do or to look at. */
export interface NextStep {
  readonly text: string;
  /** A command that does it, to copy; null when there is none. Values in angle brackets are not in the log. */
  readonly command: string | null;
}

/** What is said about a conversation. */
export interface Verdict {
  readonly code: VerdictCode;
  readonly confidence: Confidence;
  /** Plain English, with the facts in it. Times are UTC. */
  readonly sentence: string;
  readonly reasons: readonly Reason[];
  readonly next_steps: readonly NextStep[];
  /** When it happened or changed, epoch seconds; null when the verdict has no such moment. */
  readonly at: number | null;
  /** The interface on whose records it rests; null when no interface says more than another. */
  readonly interface_id: string | null;
  /** The service that it speaks of. */
  readonly port: number | null;
  readonly protocol: number | null;
}
