import { baseName, FILE_SECONDS, parseFlowLogFile } from "./keys";
import type { Period } from "./place";

/** An object as a listing or a notification names it. */
export interface S3Object {
  readonly key: string;
  /** Without quotation marks; with the key it names one content. */
  readonly etag: string;
  readonly size: number;
  /** Epoch seconds; null when a notification did not say. */
  readonly modified: number | null;
}

/** Names of objects that AWS writes to try its permissions. */
const WRITE_TESTS = new Set(["AWSLogTestMessage", "aws-logs-write-test", "ELBAccessLogTestFile"]);

/**
 * Why an object is not worth reading, from its name and size alone.
 * @returns null when it has to be read to be judged.
 */
export function skipReason({ key, size }: Pick<S3Object, "key" | "size">): string | null {
  if (key.endsWith("/") || key.endsWith("_$folder$")) return "a folder marker";
  if (WRITE_TESTS.has(baseName(key))) return "a message that AWS writes to test its permissions";
  const other = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?(?:aws-account-id=)?\d{12}\/([^/]+)\//.exec(key)?.[1];
  const service = other?.replace(/^aws-service=/, "");
  if (service !== undefined && service !== "vpcflowlogs") return `a log of another service (${service})`;
  return size === 0 ? "empty" : null;
}

/** Starts of records lie at most this long before their end: the longest aggregation interval, with a margin. */
const LONGEST_RECORD = 900;

/** The times, epoch seconds, that a source is to read; null is unbounded. */
export interface Wanted {
  readonly since: number | null;
  readonly until: number | null;
}

/** What is known of an object's time, epoch seconds: the time in its name, else when it was written; 0 is not known. */
export function timeOf({ key, modified }: Pick<S3Object, "key" | "modified">): number {
  return parseFlowLogFile(key)?.time ?? Math.floor(modified ?? 0);
}

/** The times that an object stands for. */
export function periodOf(key: string, at: number): Period {
  return { from: at, to: at + (parseFlowLogFile(key) ? FILE_SECONDS : 1) };
}

/** Is an object called as if it held flow logs? Then it is worth a word when it does not. */
export const isCalledFlowLog = (key: string): boolean =>
  key.includes("vpcflowlogs") || /\.(?:log|parquet|gz)$/i.test(key);

/**
 * Can a folder or file with this period hold a record that is wanted?
 * @param period of the names in it: a record's end, not its start.
 */
export function touches(period: Period, { since, until }: Wanted): boolean {
  return (since === null || period.to > since) && (until === null || period.from - LONGEST_RECORD < until);
}

/**
 * Can an object hold a record that is wanted? A file of AWS's naming is judged by the time in its name. Any other holds
 * nothing that ended after it was written, which is all that is known of it.
 */
export function mayHold(object: Pick<S3Object, "key" | "modified">, wanted: Wanted): boolean {
  const file = parseFlowLogFile(object.key);
  if (file) return touches({ from: file.time, to: file.time + FILE_SECONDS }, wanted);
  return wanted.since === null || object.modified === null || object.modified >= wanted.since;
}
