import type { Evidence, InterfaceEvidence } from "./evidence";
import type { Confidence, NextStep, Reason, VerdictCode } from "./verdict";

/** What a rule says when it fits. */
export interface Fit {
  readonly confidence: Confidence;
  readonly sentence: string;
  readonly reasons: readonly Reason[];
  readonly next_steps: readonly NextStep[];
  readonly at?: number | null;
  /**
   * Where it rests on records that are not in the log: what is certain without them, and what they are. Not given when
   * everything that it needs is there.
   */
  readonly rests?: { readonly fact: string; readonly on: string };
}

/** A verdict and when it fits: judged on one interface, with the conversation around it. */
export interface Rule {
  readonly code: VerdictCode;
  readonly judge: (evidence: Evidence, at: InterfaceEvidence) => Fit | null;
}
