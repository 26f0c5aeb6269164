import type { FormatSource, Proposal, UnparsedRow } from "./shapes/types";

/** Where an import is. `publishing` is written to the ledger so that a crash in it can be finished. */
export type ImportPhase = "receiving" | "waiting" | "reading" | "publishing";

/** One import as the ledger keeps it. */
export interface ImportEntry {
  readonly id: number;
  readonly name: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  phase: ImportPhase | null;
  /** Where the bytes are, while they are needed. */
  path: string | null;
  /** True when the file is our copy, to be deleted after the import. */
  readonly owned: boolean;
  /** Hash of the bytes and the given format: the same again adds nothing. */
  hash: string | null;
  /** The staging table, while it is being published. */
  staging: string | null;
  /** The field order that the user gave. */
  format: readonly string[] | null;
  shape: string | null;
  label: string | null;
  fields: readonly string[] | null;
  formatSource: FormatSource;
  bytesRead: number;
  bytesTotal: number;
  flows: number;
  nodata: number;
  skipdata: number;
  unparsed: number;
  unparsedSamples: readonly UnparsedRow[];
  duplicateOf: number | null;
  error: { readonly code: string; readonly message: string } | null;
  proposal: Proposal | null;
  /** Unix seconds. */
  readonly createdAt: number;
  startedAt: number | null;
  endedAt: number | null;
}

/** A new import of a file. */
export function newEntry(
  id: number,
  file: Pick<ImportEntry, "name" | "path" | "owned" | "bytesTotal" | "format">,
): ImportEntry {
  return {
    id,
    ...file,
    state: "queued",
    phase: "waiting",
    hash: null,
    staging: null,
    shape: null,
    label: null,
    fields: null,
    formatSource: null,
    bytesRead: 0,
    flows: 0,
    nodata: 0,
    skipdata: 0,
    unparsed: 0,
    unparsedSamples: [],
    duplicateOf: null,
    error: null,
    proposal: null,
    createdAt: Math.floor(Date.now() / 1000),
    startedAt: null,
    endedAt: null,
  };
}

/** Takes over what is known of the same bytes. */
export function becomeDuplicate(entry: ImportEntry, twin: ImportEntry): void {
  const { shape, label, fields, formatSource, flows, nodata, skipdata, unparsed, unparsedSamples, error } = twin;
  const known = { shape, label, fields, formatSource, flows, nodata, skipdata, unparsed, unparsedSamples, error };
  Object.assign(entry, known, { duplicateOf: twin.id, bytesRead: entry.bytesTotal });
}

/** Counts nothing: it added nothing. */
export function forgetCounts(entry: ImportEntry): void {
  Object.assign(entry, { flows: 0, nodata: 0, skipdata: 0, unparsed: 0, unparsedSamples: [] });
}

/** A crash took its bytes before they were imported. */
export function becomeGone(entry: ImportEntry): void {
  forgetCounts(entry);
  entry.error = {
    code: "gone",
    message: "The server stopped before this file was imported, and the file is no longer there. Upload it again.",
  };
}

/** Has it ended, one way or another? */
export const hasEnded = (entry: ImportEntry): boolean =>
  entry.state === "done" || entry.state === "failed" || entry.state === "cancelled";
