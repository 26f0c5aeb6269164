"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

/** Where the keys are: a row, and a cell of it or the row as a whole. */
export interface Active {
  readonly row: number;
  /** Place of the column; -1 is the whole row. */
  readonly column: number;
}

interface GridKeysOptions {
  grid: RefObject<HTMLElement | null>;
  active: Active | undefined;
  rows: number;
  columns: number;
  /** Rows in sight, for a page up or down. */
  pageRows: () => number;
  /** True while a record is open: j and k then move on to the next one. */
  open: boolean;
  onMove: (active: Active) => void;
  onOpen: (row: number) => void;
  onMenu: (active: Active) => void;
}

/** Which part of the page a key press comes from, as far as the table cares. */
function placeOf(target: EventTarget | null, grid: HTMLElement | null): "grid" | "page" | "record" | "elsewhere" {
  if (!(target instanceof HTMLElement) || target === document.body || target.id === "content") return "page";
  if (target === grid) return "grid";
  if (target.isContentEditable || target.closest("input, textarea, select, [role=menu], [role=listbox]"))
    return "elsewhere";
  const dialog = target.closest("[role=dialog]");
  if (dialog) return dialog.querySelector("[data-record-content]") ? "record" : "elsewhere";
  return "page";
}

/**
 * The keys of the table. j, k, Enter work from anywhere on the page but where something is typed; arrows, Home, End and
 * page keys only in the table itself, because elsewhere they scroll.
 */
export function useGridKeys(options: GridKeysOptions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { active, rows, columns, pageRows, onMove, onOpen, onMenu, open } = options;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || rows === 0) return;
    const place = placeOf(event.target, options.grid.current);
    if (place === "elsewhere") return;
    const row = active?.row ?? -1;
    const column = active?.column ?? -1;
    const go = (nextRow: number, nextColumn = column) => {
      event.preventDefault();
      const to = {
        row: Math.max(0, Math.min(rows - 1, nextRow)),
        column: Math.max(-1, Math.min(columns - 1, nextColumn)),
      };
      onMove(to);
      if (open && to.row !== row) onOpen(to.row);
    };
    if (event.key === "j") return go(row + 1);
    if (event.key === "k") return go(Math.max(0, row - 1));
    if (event.key === "Enter" && active && (place === "grid" || event.target === document.body)) {
      event.preventDefault();
      return column >= 0 ? onMenu(active) : onOpen(active.row);
    }
    if (place !== "grid") return;
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(row + 1),
      ArrowUp: () => go(Math.max(0, row - 1)),
      ArrowRight: () => go(Math.max(0, row), column + 1),
      ArrowLeft: () => go(Math.max(0, row), column - 1),
      PageDown: () => go(row + pageRows()),
      PageUp: () => go(row - pageRows()),
      Home: () => go(0),
      End: () => go(rows - 1),
    };
    moves[event.key]?.();
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
