import { type ColumnDef, columnResizingFeature, columnSizingFeature, tableFeatures } from "@tanstack/react-table";
import type { FlowRecord } from "@/lib/api/contract";
import { type Field, findField } from "@/lib/flow";

/** What of TanStack Table is used: sizes and resizing. Rows come sorted and filtered from the server. */
export const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
export type Features = typeof features;
export type RecordColumn = ColumnDef<Features, FlowRecord>;

/** Height of a row, px. */
export const ROW_HEIGHT = 28;

/** How far a column can be resized, px. */
export const MIN_WIDTH = 56;
export const MAX_WIDTH = 640;

/** Height of the head with its line, px. */
export const HEAD_HEIGHT = 33;

/** The columns of every row: one custom property on the table, so that resizing draws no row again. */
export const GRID = "var(--record-columns)";

/** Widths that differ from what the kind of a field needs, px. */
const WIDTHS: Readonly<Record<string, number>> = {
  action: 88,
  packets: 84,
  bytes: 88,
  interface_id: 184,
  account_id: 128,
  version: 84,
  type: 84,
  region: 120,
  vpc_id: 196,
  subnet_id: 216,
  instance_id: 176,
  flow_direction: 108,
  traffic_path: 120,
};

const KIND_WIDTHS: Record<Field["kind"], number> = {
  address: 136,
  port: 136,
  number: 96,
  protocol: 88,
  flags: 120,
  time: 168,
  enum: 108,
  text: 168,
};

/** Are the values figures, to be aligned at the right? */
export function isFigure(field: Field): boolean {
  return field.kind === "number" || field.kind === "port" || field.kind === "time";
}

/** The width a column has until somebody drags it, px. */
export function usualWidth(field: Field): number {
  return WIDTHS[field.column] ?? KIND_WIDTHS[field.kind];
}

/** Width of a character of the figures' font and of a cell's padding, px. */
const CHARACTER = 7.8;
const PADDING = 18;

/** Widths grow in such steps, so that a new answer seldom moves the columns. */
const STEP = 40;

/**
 * A column that is wide enough for nine in ten of its addresses: an address that is cut says nothing, but a few IPv6
 * among many IPv4 must not push the other columns out of sight.
 */
function addressWidth(field: Field, records: readonly FlowRecord[]): number {
  const lengths = records.map((record) => String(record[field.column] ?? "").length).sort((a, b) => a - b);
  const needed = (lengths[Math.floor(lengths.length * 0.9)] ?? 0) * CHARACTER + PADDING;
  const usual = usualWidth(field);
  return needed <= usual ? usual : usual + Math.ceil((needed - usual) / STEP) * STEP;
}

/**
 * The widths that columns need for these records, as text that is equal when they are: `144 128 344`.
 * @param sample records to fit the addresses' columns to.
 */
export function fittedWidths(columns: readonly string[], sample: readonly FlowRecord[]): string {
  return columns
    .map((column) => {
      const field = fieldOf(column);
      return field.kind === "address" ? addressWidth(field, sample) : usualWidth(field);
    })
    .join(" ");
}

/** Column definitions for the columns of a view, in its order. @param widths from `fittedWidths`. */
export function columnDefs(columns: readonly string[], widths: string): RecordColumn[] {
  const sizes = widths.split(" ").map(Number);
  return columns.map((column, index) => {
    const field = fieldOf(column);
    return {
      id: column,
      accessorFn: (record: FlowRecord) => record[column],
      header: field.label,
      size: sizes[index] ?? usualWidth(field),
      minSize: MIN_WIDTH,
      maxSize: MAX_WIDTH,
    };
  });
}

/** The field behind a column that is known to exist. */
export function fieldOf(column: string): Field {
  const field = findField(column);
  if (!field) throw new RangeError(`No field has the column "${column}".`);
  return field;
}
