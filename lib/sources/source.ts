/** What a source is, as the ledger keeps it: one JSON document that everybody else only reads. */

import type { PendingDelivery } from "./intake";

/** Half-open, epoch seconds: `from <= t < to`. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A span that could not be read, and why. It is tried again. */
export interface FailedSpan extends TimeSpan {
  readonly reason: string;
}

/**
 * - `reading`: the back-fill is under way.     - `following`: in step, and looking for new records.
 * - `paused`: by a person.                     - `failed`: nothing can be read now; `error` says why. It is tried again by itself.
 * - `done`: everything in the range was read and nothing failed.
 */
export type SourceState = "reading" | "following" | "paused" | "failed" | "done";

/** Who is asked: the Region, and the role that is assumed for it. Credentials themselves are never kept. */
export interface AwsPlace {
  readonly region: string;
  readonly roleArn: string | null;
  readonly externalId: string | null;
}

interface Range {
  /** Epoch seconds. */
  readonly since: number | null;
  readonly until: number | null;
  /** Whether new records are waited for. */
  readonly follow: boolean;
}

/** What a person asked for: a CloudWatch log group. */
export interface CloudWatchSettings extends AwsPlace, Range {
  readonly kind: "cloudwatch";
  readonly since: number;
  readonly logGroup: string;
  /** Names of log streams, at most 100; null is all of them. */
  readonly streams: readonly string[] | null;
  /** The field order as given (text names); null asks the flow log. */
  readonly format: readonly string[] | null;
}

/** What a person asked for: a place in an S3 bucket. */
export interface S3Settings extends AwsPlace, Range {
  readonly kind: "s3";
  readonly bucket: string;
  readonly prefix: string;
  readonly requesterPays: boolean;
  readonly queueUrl: string | null;
}

export type SourceSettings = CloudWatchSettings | S3Settings;
export type SourceKind = SourceSettings["kind"];

/** Where a field order comes from: given by a person, the flow log's `LogFormat`, the records' own header or columns, or AWS's default. */
export type SourceFormatOrigin = "given" | "flow_log" | "header" | "default";

/** One field order that occurs in a source. */
export interface SourceFormat {
  readonly fields: readonly string[];
  readonly origin: SourceFormatOrigin;
  /** The flow log that writes it: `fl-…`. */
  readonly flowLogId: string | null;
}

export interface SourceError {
  readonly code: string;
  readonly message: string;
}

/** Something that does not stop the source but that a person should know. One per code. */
export interface SourceNotice {
  /** `missing_permission`, `stream_deleted`, `throttled` ... */
  readonly code: string;
  readonly message: string;
  /** The IAM action that is missing, where one is. */
  readonly action?: string;
}

export interface SourceCounts {
  readonly flows: number;
  readonly nodata: number;
  readonly skipdata: number;
  readonly unparsed: number;
}

/** What changes with every delivery: it becomes true in the same step in which the records become visible. */
export interface SourceProgress {
  readonly counts: SourceCounts;
  /** Spans that were read to their end, in order, not touching each other. */
  readonly read: readonly TimeSpan[];
  readonly failed: readonly FailedSpan[];
  /** Field orders met, the most important first. */
  readonly formats: readonly SourceFormat[];
  /** Rows of the readers' own tables count up to this batch. */
  readonly batch: number;
  /** The last unit number given to a piece of input. */
  readonly lastUnit: number;
  /** Epoch seconds up to which the source was in step when it was last asked; null while it never was. */
  readonly inStepAt: number | null;
  /** Bytes of text or objects taken in. */
  readonly bytes: number;
  /** The reader's own memory. Plain JSON. */
  readonly checkpoint: unknown;
}

/** One source in the ledger. */
export interface SourceDocument {
  readonly id: number;
  readonly name: string;
  readonly settings: SourceSettings;
  readonly state: SourceState;
  readonly error: SourceError | null;
  readonly notices: readonly SourceNotice[];
  readonly progress: SourceProgress;
  /** A delivery on its way into the store, and what is true once it is there. */
  readonly pending: { readonly delivery: PendingDelivery | null; readonly next: SourceProgress } | null;
  /** Set before its records are removed, so that a crash in the middle is finished at the next start. */
  readonly removing: boolean;
  /** Epoch seconds. */
  readonly createdAt: number;
}

export const NO_PROGRESS: SourceProgress = {
  counts: { flows: 0, nodata: 0, skipdata: 0, unparsed: 0 },
  read: [],
  failed: [],
  formats: [],
  batch: 0,
  lastUnit: 0,
  inStepAt: null,
  bytes: 0,
  checkpoint: null,
};

/** How a source is called when nobody named it. */
export function nameOf(settings: SourceSettings): string {
  return settings.kind === "cloudwatch"
    ? `cloudwatch:${settings.logGroup}`
    : `s3://${settings.bucket}/${settings.prefix}`;
}

/** A new source. */
export function newSource(id: number, settings: SourceSettings, createdAt: number): SourceDocument {
  return {
    id,
    name: nameOf(settings),
    settings,
    state: "reading",
    error: null,
    notices: [],
    progress: NO_PROGRESS,
    pending: null,
    removing: false,
    createdAt,
  };
}
