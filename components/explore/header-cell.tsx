"use client";

import type { Header } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { cx, Tooltip } from "@/components/ui";
import type { FlowRecord } from "@/lib/api/contract";
import { nextSort, sortOf } from "./reorder";
import { type Features, fieldOf, isFigure } from "./table-columns";

/** Pixels that a key press changes a width by. */
const KEY_STEP = 16;

/** What the drag of a column head carries; other drags are not taken. */
export const COLUMN_DRAG = "application/x-flowglass-column";

interface HeaderCellProps {
  header: Header<Features, FlowRecord, unknown>;
  index: number;
  sort: string;
  /** What stands after the label, such as the zone. */
  suffix: string | undefined;
  /** The id of the text that explains the keys. */
  helpId: string;
  onSort: (sort: string) => void;
  /** Moves a column to this place. */
  onMove: (column: string, to: number) => void;
  onWidth: (column: string, width: number) => void;
}

/** The head of a column: sorts on a press, moves by drag or Alt and arrows, is resized at its edge or with Alt, Shift and arrows. */
export function HeaderCell(props: HeaderCellProps) {
  const { header, index, sort, suffix, helpId, onSort, onMove, onWidth } = props;
  const [dropSide, setDropSide] = useState<"before" | "after" | undefined>(undefined);
  const column = header.column.id;
  const field = fieldOf(column);
  const sorted = sortOf(sort, column);
  const right = isFigure(field);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0 || !event.altKey) return;
    event.preventDefault();
    if (event.shiftKey) onWidth(column, header.getSize() + step * KEY_STEP);
    else onMove(column, index + step);
  };

  return (
    <th
      scope="col"
      aria-colindex={index + 1}
      aria-sort={sorted ?? "none"}
      className="relative flex min-w-0 items-center font-normal"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(COLUMN_DRAG)) return;
        event.preventDefault();
        const box = event.currentTarget.getBoundingClientRect();
        setDropSide(event.clientX < box.left + box.width / 2 ? "before" : "after");
      }}
      onDragLeave={() => setDropSide(undefined)}
      onDrop={(event) => {
        const dragged = event.dataTransfer.getData(COLUMN_DRAG);
        const side = dropSide;
        setDropSide(undefined);
        if (!dragged) return;
        event.preventDefault();
        onMove(dragged, side === "after" ? index + 1 : index);
      }}
    >
      <Tooltip
        content={
          <>
            <span className="figures font-medium">{field.name}</span>
            <span className="mt-0.5 block text-muted">{field.meaning}</span>
          </>
        }
      >
        <button
          type="button"
          draggable
          aria-describedby={helpId}
          onClick={() => onSort(nextSort(sort, column, field.kind === "time" || field.kind === "number"))}
          onKeyDown={onKeyDown}
          onDragStart={(event) => {
            event.dataTransfer.setData(COLUMN_DRAG, column);
            event.dataTransfer.effectAllowed = "move";
          }}
          className={cx(
            "flex h-8 w-full min-w-0 items-center gap-1 px-2 text-label text-muted hover:text-text",
            right && "justify-end",
            sorted && "font-medium text-text",
          )}
        >
          {right ? <SortArrow sorted={sorted} /> : null}
          <span className="truncate">{field.label}</span>
          {suffix ? <span className="truncate font-normal text-faint">{suffix}</span> : null}
          {right ? null : <SortArrow sorted={sorted} />}
        </button>
      </Tooltip>
      {dropSide ? (
        <span
          aria-hidden
          className={cx("absolute inset-y-0 w-0.5 bg-accent", dropSide === "before" ? "left-0" : "right-0")}
        />
      ) : null}
      {/* For the mouse and touch; keys resize from the head itself. */}
      <span
        aria-hidden
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
        onDoubleClick={() => header.column.resetSize()}
        className={cx(
          "absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none select-none",
          "after:absolute after:inset-y-1.5 after:left-[3px] after:w-px after:bg-line-strong hover:after:w-0.5 hover:after:bg-accent",
          header.column.getIsResizing() && "after:w-0.5 after:bg-accent",
        )}
      />
    </th>
  );
}

function SortArrow({ sorted }: { sorted: "ascending" | "descending" | undefined }) {
  if (sorted === "ascending") return <ArrowUp aria-hidden className="size-3.5 shrink-0" />;
  return sorted === "descending" ? <ArrowDown aria-hidden className="size-3.5 shrink-0" /> : null;
}
