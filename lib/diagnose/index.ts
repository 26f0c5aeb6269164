/** Verdicts: what became of a conversation, judged from its records by pure rules. docs/verdicts.md says them in words. */
export { type Diagnosis, diagnose, foremost } from "./diagnose";
export {
  type Cell,
  type Change,
  type Completeness,
  type Direction,
  type Evidence,
  type InterfaceEvidence,
  NO_RECORDS,
  type Place,
  type RejectedReplies,
  type SubnetEvidence,
  together,
} from "./evidence";
export { type Confidence, type NextStep, type Reason, VERDICT_CODES, type Verdict, type VerdictCode } from "./verdict";
