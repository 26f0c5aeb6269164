/** How sources hand records to the store: the shape that `lib/ingest/intake.ts` has. */

/** One piece of input of a source: an S3 object, or the events of CloudWatch slices in one field order. */
export interface IntakeItem {
  /** Number of the piece within its source, from 1, given once and never again. */
  readonly unit: number;
  /** A local spool file. */
  readonly path: string;
  /** What to call it in messages. */
  readonly name: string;
  /** `lines`: one record a line, in the order of `fields`, no header. `file`: anything that an upload may be. */
  readonly kind: "lines" | "file";
  /** Text field names. */
  readonly fields?: readonly string[];
}

/** What became of one piece. */
export interface IntakeItemResult {
  readonly unit: number;
  readonly flows: number;
  readonly nodata: number;
  readonly skipdata: number;
  readonly unparsed: number;
  readonly fields: readonly string[] | null;
  readonly shape: string | null;
  /** The piece was set aside, nothing of it is staged; `truncated`: staged as far as it could be read. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** What the ledger must keep while a delivery is being published. Plain JSON. */
export interface PendingDelivery {
  readonly input: number;
  readonly fromUnit: number;
  readonly toUnit: number;
  readonly staging: string;
}

/** Records that are in the engine, but in no answer yet. */
export interface StagedDelivery {
  readonly pending: PendingDelivery;
  readonly items: readonly IntakeItemResult[];
  publish(): Promise<void>;
  discard(): Promise<void>;
}

/** The way into the store. */
export interface SourceIntake {
  stage(input: number, items: readonly IntakeItem[], signal: AbortSignal): Promise<StagedDelivery>;
  /** Finishes a delivery that the ledger calls pending. Doing it again changes nothing. */
  finish(pending: PendingDelivery): Promise<void>;
  /** Removes all records and unparsed lines of an input. */
  removeInput(input: number): Promise<void>;
}
