import type { FormatSource, UnparsedRow } from "../shapes/types";

/** What is known of a piece of input while it is read, and after. */
export interface PieceReport {
  shape: string | null;
  label: string | null;
  fields: readonly string[] | null;
  formatSource: FormatSource;
  bytesRead: number;
  /** Records that are in the staging table. */
  flows: number;
  unparsed: number;
  unparsedSamples: readonly UnparsedRow[];
  /** `truncated` when only its beginning could be read, `passed_over` when something in it that is no record was left out. */
  error: { readonly code: string; readonly message: string } | null;
}

/** One piece of input: an uploaded file, an object of a bucket, the events of a log group. */
export interface Piece {
  /** The number of the import or source. */
  readonly input: number;
  /** Added to every line number, so that the pieces of one source do not share any. */
  readonly lineOffset: number;
  readonly path: string;
  /** What the user calls it. */
  readonly name: string;
  /** The field order that was given, as text names. */
  readonly format: readonly string[] | null;
  /** `lines`: plain text without a header, one record a line, in the order of `format`. `file`: whatever an upload may be. */
  readonly kind: "file" | "lines";
  /** Of `lines`: how many there are, where that is known, and how many at the beginning are blank because a header stood there. */
  readonly counted?: { readonly lines: number; readonly blank: number };
  /** Stops the reading of this piece. */
  readonly signal: AbortSignal;
  readonly report: PieceReport;
}

/** Line numbers of one piece of a source: 2^28 are more than an object of 75 MB can hold. */
const UNIT_LINES = 2 ** 28;

/** The line offset of a source's piece. @param unit its number within the source, from 1. */
export const unitOffset = (unit: number): number => unit * UNIT_LINES;

/** SQL of the number of the piece that a record came from. */
export const UNIT_SQL = `intDiv(line, ${UNIT_LINES})`;

/** A stretch of an input's line numbers, both ends included; whole input without them. */
export interface LineRange {
  readonly input: number;
  readonly lines?: { readonly first: number; readonly last: number };
}

/** The lines of some pieces of a source. */
export const unitRange = (input: number, fromUnit: number, toUnit: number): LineRange => ({
  input,
  lines: { first: unitOffset(fromUnit), last: unitOffset(toUnit + 1) - 1 },
});

/** The lines that a piece may fill. */
export const pieceRange = (piece: Piece): LineRange =>
  piece.lineOffset === 0
    ? { input: piece.input }
    : { input: piece.input, lines: { first: piece.lineOffset, last: piece.lineOffset + UNIT_LINES - 1 } };

/** The condition that a row lies in a range. Numbers only, written by our own code. */
export const inRangeSql = ({ input, lines }: LineRange): string =>
  lines ? `(input = ${input} AND line BETWEEN ${lines.first} AND ${lines.last})` : `(input = ${input})`;

/** A report before anything is known. */
export const newReport = (): PieceReport => ({
  shape: null,
  label: null,
  fields: null,
  formatSource: null,
  bytesRead: 0,
  flows: 0,
  unparsed: 0,
  unparsedSamples: [],
  error: null,
});
