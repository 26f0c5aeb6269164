"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Copy, MinusCircle, MoreHorizontal, PanelRight, PlusCircle, Server } from "lucide-react";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { hostLabel, hostsOf, withHost } from "@/components/host/host-href";
import { cx } from "@/components/ui";
import { MenuItem, MenuSeparator } from "@/components/ui/menu-parts";
import { useView } from "@/components/view";
import type { FlowRecord } from "@/lib/api/contract";
import { fieldOf, ROW_HEIGHT } from "./table-columns";

/** One cell of the table. */
export interface CellRef {
  readonly index: number;
  readonly column: string;
}

export interface CellDeeds {
  include(cell: CellRef): void;
  exclude(cell: CellRef): void;
  openRecord(index: number): void;
  openMenu(cell: CellRef): void;
}

const TOOL =
  "flex size-5 items-center justify-center rounded text-muted hover:bg-hover hover:text-text [&>svg]:size-3.5";

interface HoverToolsProps {
  /** The element that holds the table and these tools. */
  body: RefObject<HTMLElement | null>;
  deeds: CellDeeds;
}

/** Opens the row that is pressed. A text that was just selected is meant to be copied, so then it stays closed. */
export function useRowPress(body: RefObject<HTMLElement | null>, onOpen: (index: number) => void): void {
  const onPress = useEffectEvent((event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const row = target?.closest<HTMLElement>("[data-row]");
    if (row && window.getSelection()?.isCollapsed !== false) onOpen(Number(row.dataset.row));
  });
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const listen = (event: MouseEvent) => onPress(event);
    element.addEventListener("click", listen);
    return () => element.removeEventListener("click", listen);
  }, [body]);
}

/** Pixels that the tools take, and how far they stay from the pointer. */
const TOOLS_WIDTH = 66;
const CLEAR = 8;

/**
 * The right edge of the tools: the cell's own, or left of the pointer where they would come up right under it and catch
 * a click that was meant for the row.
 */
function toolsEdge(cellRight: number, pointer: number): number {
  const edge = cellRight - 2;
  return pointer > edge - TOOLS_WIDTH - CLEAR ? Math.max(TOOLS_WIDTH, pointer - CLEAR) : edge;
}

/** Include, exclude and more, over the cell under the mouse. One set of buttons serves all cells; keys have the menu. */
export function HoverTools({ body, deeds }: HoverToolsProps) {
  const [cell, setCell] = useState<(CellRef & { right: number; top: number }) | undefined>(undefined);

  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const over = (event: MouseEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("[data-cell-tools]")) return;
      const at = target?.closest<HTMLElement>("[data-column]");
      const row = target?.closest<HTMLElement>("[data-row]");
      if (!at || !row) return setCell(undefined);
      const [index, column] = [Number(row.dataset.row), at.dataset.column ?? ""];
      const next = {
        index,
        column,
        right: toolsEdge(at.offsetLeft + at.offsetWidth, event.clientX - element.getBoundingClientRect().left),
        // Rows are moved by a transform, which offsets do not see: only the place of the first one is asked for.
        top: (row.parentElement?.offsetTop ?? 0) + index * ROW_HEIGHT,
      };
      // In the cell that they are for, the tools stay where they came up.
      setCell((before) => (before?.index === index && before.column === column ? before : next));
    };
    const leave = () => setCell(undefined);
    element.addEventListener("mouseover", over);
    element.addEventListener("mouseleave", leave);
    return () => {
      element.removeEventListener("mouseover", over);
      element.removeEventListener("mouseleave", leave);
    };
  }, [body]);

  if (!cell) return null;
  const { label } = fieldOf(cell.column);
  return (
    <div
      data-cell-tools
      aria-hidden
      // The focus stays where it is, so that keys go on from there.
      onMouseDown={(event) => event.preventDefault()}
      className="absolute top-0 left-0 z-10 flex h-6 items-center rounded-control border border-line-strong bg-raised px-px"
      style={{
        transform: `translate(calc(${cell.right}px - 100%), ${cell.top + 2}px)`,
      }}
    >
      <button
        type="button"
        tabIndex={-1}
        title={`Only this ${label.toLowerCase()}`}
        className={TOOL}
        onClick={() => deeds.include(cell)}
      >
        <PlusCircle />
      </button>
      <button
        type="button"
        tabIndex={-1}
        title={`Without this ${label.toLowerCase()}`}
        className={TOOL}
        onClick={() => deeds.exclude(cell)}
      >
        <MinusCircle />
      </button>
      <button type="button" tabIndex={-1} title="More" className={TOOL} onClick={() => deeds.openMenu(cell)}>
        <MoreHorizontal />
      </button>
    </div>
  );
}

interface CellMenuProps {
  cell: CellRef | undefined;
  record: FlowRecord | undefined;
  anchor: () => Element | null;
  returnFocus: RefObject<HTMLElement | null>;
  /** Where in the page the menu is put: inside its main part, so that screen readers find it there. */
  container: RefObject<HTMLElement | null>;
  deeds: CellDeeds;
  /** Narrows to an address on either side. */
  onEither: (address: string) => void;
  onClose: () => void;
}

/** Everything that can be done with a cell. */
export function CellMenu({ cell, record, anchor, returnFocus, container, deeds, onEither, onClose }: CellMenuProps) {
  const { href } = useView();
  const field = cell ? fieldOf(cell.column) : undefined;
  const value = cell && record ? (record[cell.column] ?? null) : null;
  const text = value === null || value === "" ? "absent" : String(value);
  return (
    <Base.Root open={cell !== undefined} onOpenChange={(next) => next || onClose()}>
      <Base.Portal container={container}>
        <Base.Positioner anchor={anchor} align="start" sideOffset={2} className="z-50 outline-none">
          <Base.Popup
            finalFocus={returnFocus}
            aria-label={`${field?.name ?? ""} ${text}`}
            className={cx(
              "popup-motion min-w-52 max-w-[min(420px,90vw)] rounded-panel border border-line-strong bg-raised p-1 text-data text-text outline-none",
            )}
          >
            {cell && field ? (
              <>
                <MenuItem
                  icon={<PlusCircle aria-hidden className="size-4 text-muted" />}
                  onSelect={() => deeds.include(cell)}
                >
                  Only {field.name} <span className="figures">{text}</span>
                </MenuItem>
                <MenuItem
                  icon={<MinusCircle aria-hidden className="size-4 text-muted" />}
                  onSelect={() => deeds.exclude(cell)}
                >
                  Without {field.name} <span className="figures">{text}</span>
                </MenuItem>
                {field.kind === "address" && value !== null ? (
                  <MenuItem
                    icon={<PlusCircle aria-hidden className="size-4 text-muted" />}
                    onSelect={() => onEither(text)}
                  >
                    <span className="figures">{text}</span> on either side
                  </MenuItem>
                ) : null}
                <MenuSeparator />
                {hostsOf(field.column, value === null ? null : text).map((host) => (
                  <MenuItem
                    key={hostLabel(host)}
                    icon={<Server aria-hidden className="size-4 text-muted" />}
                    href={withHost(href("/host"), host)}
                  >
                    Open host <span className="figures">{hostLabel(host)}</span>
                  </MenuItem>
                ))}
                <MenuItem
                  icon={<PanelRight aria-hidden className="size-4 text-muted" />}
                  onSelect={() => deeds.openRecord(cell.index)}
                >
                  Open the record
                </MenuItem>
                {value === null ? null : (
                  <MenuItem
                    icon={<Copy aria-hidden className="size-4 text-muted" />}
                    onSelect={() => void navigator.clipboard?.writeText(text)}
                  >
                    Copy the value
                  </MenuItem>
                )}
              </>
            ) : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
