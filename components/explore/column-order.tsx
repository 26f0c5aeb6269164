"use client";

import { ChevronDown, ChevronUp, GripVertical, X } from "lucide-react";
import { useState } from "react";
import { cx } from "@/components/ui";
import { moved } from "./reorder";
import { fieldOf } from "./table-columns";

interface ColumnOrderProps {
  columns: readonly string[];
  onChange: (columns: readonly string[]) => void;
}

const SMALL =
  "flex size-6 items-center justify-center rounded text-muted hover:bg-hover hover:text-text disabled:opacity-30";

/** The chosen columns in their order: dragged by the handle, or moved with the buttons. */
export function ColumnOrder({ columns, onChange }: ColumnOrderProps) {
  const [dragged, setDragged] = useState<string | undefined>(undefined);
  const [over, setOver] = useState<string | undefined>(undefined);
  const drop = (onto: string) => {
    if (dragged && dragged !== onto) onChange(moved(columns, columns.indexOf(dragged), columns.indexOf(onto)));
    setDragged(undefined);
    setOver(undefined);
  };
  return (
    <ol aria-label="Shown columns, in order" className="max-h-48 overflow-y-auto rounded-control border">
      {columns.map((column, index) => {
        const { name } = fieldOf(column);
        return (
          <li
            key={column}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              event.dataTransfer.setData("text/plain", name);
              setDragged(column);
            }}
            onDragOver={(event) => {
              if (!dragged) return;
              event.preventDefault();
              setOver(column);
            }}
            onDragEnd={() => {
              setDragged(undefined);
              setOver(undefined);
            }}
            onDrop={(event) => {
              event.preventDefault();
              drop(column);
            }}
            className={cx(
              "flex h-7 items-center gap-1 border-t px-1 first:border-t-0",
              over === column && dragged !== column && "bg-selected",
            )}
          >
            <GripVertical aria-hidden className="size-3.5 shrink-0 cursor-grab text-faint" />
            <span className="figures grow truncate text-data">{name}</span>
            <button
              type="button"
              className={SMALL}
              aria-label={`Move ${name} up`}
              disabled={index === 0}
              onClick={() => onChange(moved(columns, index, index - 1))}
            >
              <ChevronUp aria-hidden className="size-4" />
            </button>
            <button
              type="button"
              className={SMALL}
              aria-label={`Move ${name} down`}
              disabled={index === columns.length - 1}
              onClick={() => onChange(moved(columns, index, index + 1))}
            >
              <ChevronDown aria-hidden className="size-4" />
            </button>
            <button
              type="button"
              className={SMALL}
              aria-label={`Remove ${name}`}
              disabled={columns.length === 1}
              onClick={() => onChange(columns.filter((one) => one !== column))}
            >
              <X aria-hidden className="size-4" />
            </button>
          </li>
        );
      })}
    </ol>
  );
}
