"use client";

import { useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useId, useMemo, useRef, useState } from "react";
import { useByteUnits } from "@/components/providers/preferences";
import { cx } from "@/components/ui";
import { useFilterTerms, useView, useZone } from "@/components/view";
import type { FlowRecord } from "@/lib/api/contract";
import { formatDate, formatOffset } from "@/lib/view";
import { CellMenu, type CellRef, HoverTools, useRowPress } from "./cell-actions";
import { HeaderCell } from "./header-cell";
import { moved } from "./reorder";
import {
  columnDefs,
  features,
  fieldOf,
  fittedWidths,
  GRID,
  HEAD_HEIGHT,
  MAX_WIDTH,
  MIN_WIDTH,
  ROW_HEIGHT,
} from "./table-columns";
import { cellId, rowId, TableRow } from "./table-row";
import { useColumnWidths } from "./use-column-widths";
import { type Active, useGridKeys } from "./use-grid-keys";

/** So many rows before the end the next page is asked for. */
const AHEAD = 80;

/** Records that the columns are fitted to. */
const SAMPLE = 200;

/** A table that keys move about in is a grid. It is one stop for Tab; the active row or cell is told by its id. */
const gridProps = (active: string | undefined) => ({ role: "grid", tabIndex: 0, "aria-activedescendant": active });

/** The row or cell that keys act on, by its record, so that it stays the same when the rows are sorted again. */
interface Chosen {
  readonly id: string;
  readonly column: number;
}

interface RecordsTableProps {
  records: readonly FlowRecord[];
  /** Records that match in all, as far as it is known. */
  total: number | undefined;
  /** True while what is shown answers an earlier question. */
  stale: boolean;
  hasMore: boolean;
  onMore: () => void;
  openId: string | undefined;
  onOpen: (id: string) => void;
}

/** The records as a table: virtual rows under a head that stays, with keys, sorting, moving and resizing. */
export function RecordsTable({ records, total, stale, hasMore, onMore, openId, onOpen }: RecordsTableProps) {
  const { view, setView } = useView();
  const zone = useZone();
  const units = useByteUnits();
  const { add } = useFilterTerms();
  const helpId = useId();
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [chosen, setChosen] = useState<Chosen | undefined>(undefined);
  const [menu, setMenu] = useState<CellRef | undefined>(undefined);
  const [columnSizing, onColumnSizingChange] = useColumnWidths();

  const data = useMemo(() => [...records], [records]);
  // Fitted to the first records of an answer, so that columns stay while more of it comes.
  const widths = fittedWidths(view.columns, data.slice(0, SAMPLE));
  const columns = useMemo(() => columnDefs(view.columns, widths), [view.columns, widths]);
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (record) => record.id,
    state: { columnSizing },
    onColumnSizingChange,
    columnResizeMode: "onChange",
  });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const rows = table.getRowModel().rows;

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // The head covers the first pixels of the scrolled area.
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  // A row that is partly under the head is not in sight.
  const firstInSight = Math.ceil((virtualizer.scrollOffset ?? 0) / ROW_HEIGHT);
  const lastItem = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && lastItem >= rows.length - AHEAD) onMore();
  }, [hasMore, lastItem, rows.length, onMore]);

  const indexOf = (id: string | undefined) => (id === undefined ? -1 : rows.findIndex((row) => row.id === id));
  const openIndex = indexOf(openId);
  const chosenIndex = indexOf(chosen?.id);
  const active: Active | undefined =
    chosen && chosenIndex >= 0 ? { row: chosenIndex, column: chosen.column } : undefined;
  const idAt = (index: number) => rows[index]?.id;
  const choose = (row: number, column: number) => {
    const id = idAt(row);
    if (id !== undefined) setChosen({ id, column });
  };
  const open = (index: number) => {
    const id = idAt(index);
    if (id === undefined) return;
    choose(index, chosen?.column ?? -1);
    onOpen(id);
  };

  const terms = (cell: CellRef) => {
    const value = rows[cell.index]?.original[cell.column] ?? null;
    return [[fieldOf(cell.column).name, value === null || value === "" ? null : String(value)]] as const;
  };
  const deeds = {
    include: (cell: CellRef) => add(terms(cell), "include"),
    exclude: (cell: CellRef) => add(terms(cell), "exclude"),
    openRecord: open,
    openMenu: setMenu,
  };

  useRowPress(body, open);
  const columnIds = view.columns;
  useGridKeys({
    grid,
    active: active ?? (openIndex >= 0 ? { row: openIndex, column: -1 } : undefined),
    rows: rows.length,
    columns: columnIds.length,
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / ROW_HEIGHT) - 2),
    open: openId !== undefined,
    onMove: (next) => {
      choose(next.row, next.column);
      virtualizer.scrollToIndex(next.row, { align: "auto" });
      const column = columnIds[next.column];
      if (column)
        document.getElementById(cellId(next.row, column))?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    onOpen: open,
    onMenu: (at) => {
      const column = columnIds[at.column];
      if (column) setMenu({ index: at.row, column });
    },
  });

  const activeColumn = active && active.column >= 0 ? columnIds[active.column] : undefined;
  const descendant =
    active === undefined ? undefined : activeColumn ? cellId(active.row, activeColumn) : rowId(active.row);
  const dateAt = (index: number) => {
    const start = rows[index]?.original.start;
    return start === null || start === undefined ? "" : formatDate(start, zone);
  };
  const template = `${headers.map((header) => `${header.getSize()}px`).join(" ")} minmax(0, 1fr)`;
  const minWidth = headers.reduce((sum, header) => sum + header.getSize(), 0);
  const zoneName = formatOffset(rows[firstInSight]?.original.start ?? 0, zone);

  const move = (column: string, to: number) => {
    const from = columnIds.indexOf(column);
    // The place is counted with the column still in it.
    if (from >= 0) setView({ columns: moved(columnIds, from, to > from + 1 ? to - 1 : to) }, { replace: true });
  };

  const resize = (column: string, width: number) =>
    onColumnSizingChange((before) => ({ ...before, [column]: Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width)) }));

  return (
    <div ref={root} className="relative flex min-h-0 grow flex-col">
      <p id={helpId} className="sr-only">
        Enter sorts. Alt with arrow keys moves the column, Alt and Shift with arrow keys change its width.
      </p>
      <div
        ref={scroller}
        className="relative min-h-0 grow overflow-auto border-t has-[[role=grid]:focus-visible]:outline-2 has-[[role=grid]:focus-visible]:outline-accent has-[[role=grid]:focus-visible]:-outline-offset-2"
      >
        <div ref={body} className="relative" style={{ minWidth, "--record-columns": template } as CSSProperties}>
          <table
            ref={grid}
            {...gridProps(descendant)}
            aria-label="Records"
            aria-rowcount={total === undefined ? -1 : total + 1}
            aria-colcount={columnIds.length}
            aria-busy={stale}
            className="block outline-none"
          >
            <thead className="sticky top-0 z-20 block border-b bg-surface">
              <tr aria-rowindex={1} className="grid" style={{ gridTemplateColumns: GRID }}>
                {headers.map((header, index) => (
                  <HeaderCell
                    key={header.id}
                    header={header}
                    index={index}
                    sort={view.sort}
                    suffix={fieldOf(header.column.id).kind === "time" ? zoneName : undefined}
                    helpId={helpId}
                    onSort={(sort) => setView({ sort })}
                    onMove={move}
                    onWidth={resize}
                  />
                ))}
              </tr>
            </thead>
            <tbody
              className={cx("relative block", stale && "opacity-50 transition-opacity delay-150")}
              style={{ height: virtualizer.getTotalSize() }}
            >
              {items.map((item) => {
                const row = rows[item.index];
                if (!row) return null;
                return (
                  <TableRow
                    key={row.id}
                    record={row.original}
                    index={item.index}
                    columns={columnIds}
                    zone={zone}
                    units={units}
                    dated={item.index === firstInSight || dateAt(item.index) !== dateAt(item.index - 1)}
                    active={active?.row === item.index}
                    activeColumn={active?.row === item.index ? activeColumn : undefined}
                    open={row.id === openId}
                  />
                );
              })}
            </tbody>
          </table>
          <HoverTools body={body} deeds={deeds} />
        </div>
      </div>
      <CellMenu
        cell={menu}
        record={menu ? rows[menu.index]?.original : undefined}
        anchor={() => (menu ? document.getElementById(cellId(menu.index, menu.column)) : null)}
        returnFocus={grid}
        container={root}
        deeds={deeds}
        onEither={(address) => add([["addr", address]], "include")}
        onClose={() => setMenu(undefined)}
      />
    </div>
  );
}
