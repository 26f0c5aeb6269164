import { memo } from "react";
import { cx } from "@/components/ui";
import type { FlowRecord } from "@/lib/api/contract";
import type { ByteUnits } from "@/lib/view";
import { CellValue } from "./cell-value";
import { fieldOf, GRID, isFigure, ROW_HEIGHT } from "./table-columns";

/** Ids that `aria-activedescendant` points to. */
export const rowId = (index: number): string => `record-row-${index}`;
export const cellId = (index: number, column: string): string => `record-cell-${index}-${column}`;

interface TableRowProps {
  record: FlowRecord;
  index: number;
  columns: readonly string[];
  zone: string;
  units: ByteUnits;
  /** Times carry their date. */
  dated: boolean;
  /** The row that keys act on. */
  active: boolean;
  /** The cell of it that keys act on. */
  activeColumn: string | undefined;
  /** The row whose record is open. */
  open: boolean;
}

function toneOf(record: FlowRecord): string {
  if (record.log_status === "SKIPDATA") return "bg-warning-soft text-muted";
  if (record.log_status === "NODATA") return "text-faint italic";
  return "";
}

/** One record as a row of cells. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { record, index, columns, zone, units, dated, active, activeColumn, open } = props;
  return (
    <tr
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={open}
      data-row={index}
      className={cx(
        "absolute inset-x-0 grid top-0 cursor-pointer border-b",
        toneOf(record),
        open ? "bg-selected" : "hover:bg-hover",
        active && "shadow-[inset_2px_0_0_var(--accent)]",
      )}
      style={{ height: ROW_HEIGHT, gridTemplateColumns: GRID, transform: `translateY(${index * ROW_HEIGHT}px)` }}
    >
      {columns.map((column, at) => {
        const field = fieldOf(column);
        return (
          <td
            key={column}
            id={cellId(index, column)}
            aria-colindex={at + 1}
            data-column={column}
            className={cx(
              "figures truncate px-2 text-data leading-7",
              isFigure(field) && "text-right",
              column === activeColumn && "rounded-sm outline-2 outline-accent -outline-offset-2",
            )}
          >
            <CellValue record={record} field={field} zone={zone} units={units} dated={dated} />
          </td>
        );
      })}
    </tr>
  );
});
