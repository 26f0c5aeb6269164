import { type ColumnDef, columnResizingFeature, columnSizingFeature, tableFeatures } from "@tanstack/react-table";
import type { FlowRecord } from "@/lib/api/contract";
import { FIELDS, type Field, findField } from "@/lib/flow";

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
  start: 176,
  end: 176,
  interface_id: 200,
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
  address: 144,
  port: 128,
  number: 96,
  protocol: 96,
  flags: 120,
  time: 176,
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

const defs = new Map<string, RecordColumn>(
  FIELDS.map((field) => [
    field.column,
    {
      id: field.column,
      accessorFn: (record: FlowRecord) => record[field.column],
      header: field.label,
      size: usualWidth(field),
      minSize: MIN_WIDTH,
      maxSize: MAX_WIDTH,
    },
  ]),
);

/** Column definitions for the columns of a view, in its order; unknown names are left out. */
export function columnDefs(columns: readonly string[]): RecordColumn[] {
  return columns.flatMap((column) => defs.get(column) ?? []);
}

/** The field behind a column that is known to exist. */
export function fieldOf(column: string): Field {
  const field = findField(column);
  if (!field) throw new RangeError(`No field has the column "${column}".`);
  return field;
}
