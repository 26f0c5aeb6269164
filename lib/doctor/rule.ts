import type { Facts, Known } from "./facts";

/**
 * - `problem`: records are lost or counted wrongly now.
 * - `warning`: traffic goes unseen, or money is spent without end.
 * - `advice`: the pages could say more.
 */
export const SEVERITIES = ["problem", "warning", "advice"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Commands to copy, with what they are for. */
export interface Remedy {
  readonly label: string;
  readonly text: string;
}

/** One thing that a rule found. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** What is so, in one short sentence. */
  readonly title: string;
  /** What it means and what to do, sentence by sentence. */
  readonly details: readonly string[];
  /** Ids of the flow logs and resources that it is about. */
  readonly about: readonly string[];
  readonly remedies: readonly Remedy[];
  /** Parameters of the Set up page that start a better flow log, or null. */
  readonly setup: string | null;
}

export interface Rule {
  readonly id: string;
  /** What the rule looks for, for the list of checks. */
  readonly title: string;
  /** Without these it cannot tell, and is not run. */
  readonly needs: readonly Known[];
  /** Facts that it may take to be there are those of `needs`; with others it tells more. */
  readonly check: (facts: Facts) => readonly Omit<Finding, "rule">[];
}
