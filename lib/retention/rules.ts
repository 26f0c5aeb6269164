import type { TableDefinition } from "../engine/schema";

/** How much is kept: of one input, or of everything. */
export interface RetentionRule {
  /** The number of a source or import; null is everything together. */
  readonly input: number | null;
  /** The newest days that are kept, today (UTC) included; null is no limit. */
  readonly days: number | null;
  /** Bytes on disk that are kept; null is no limit. */
  readonly bytes: number | null;
}

/** What a run removed. */
export interface RetentionRun {
  /** Epoch seconds. */
  readonly at: number;
  readonly days: number;
  readonly records: number;
  readonly bytes: number;
}

/** What the store remembers of retention. */
export interface RetentionState {
  readonly rules: readonly RetentionRule[];
  /** The last run that removed something. */
  readonly lastRun: RetentionRun | null;
}

/** The rules, and what they did last: one document, of which the newest revision counts. */
export const RETENTION_TABLE: TableDefinition = {
  name: "retention",
  create: `CREATE TABLE IF NOT EXISTS retention (
  id UInt8, revision UInt64, document String
) ENGINE = ReplacingMergeTree(revision) ORDER BY id`,
};

/** Does a rule limit anything? */
export const limitsAnything = (rule: RetentionRule): boolean => rule.days !== null || rule.bytes !== null;
