import type { DetectContext } from "./context";
import type { Candidate } from "./finding";
import type { FindingKind } from "./kinds";

/** Finds one kind: a question to the engine, and a rule over its answer. */
export interface Detector {
  readonly kind: FindingKind;
  /** @throws EngineError */
  find(context: DetectContext): Promise<Candidate[]>;
}
