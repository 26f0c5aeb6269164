"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import { type FocusEvent, type ReactNode, type RefObject, useRef } from "react";
import { Kbd } from "./kbd";
import { usePopupRoot } from "./popup-root";
import { isPressOn } from "./trigger";

const POPUP =
  "popup-motion max-h-(--available-height) min-w-44 overflow-y-auto rounded-panel border border-line-strong bg-raised p-1 text-data text-text outline-none";
const ITEM =
  "flex min-h-7 w-full cursor-default select-none items-center gap-2 rounded px-2 py-1 text-left outline-none data-disabled:text-faint data-highlighted:bg-hover";

export interface MenuWindowProps {
  /** The button that opened it. */
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  /** What takes the focus when it opens. */
  entry: MenuEntry;
  onOpenChange: (open: boolean) => void;
  align: "start" | "center" | "end";
  side: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}

/** Where the focus goes in a menu that opens: to an item when a key opened it, to the list under a pointer. */
export type MenuEntry = "first" | "last" | "list";

/** Hands the focus that comes to the list of an opening menu on to the item that its key asks for, once. */
function useEntry(open: boolean, entry: MenuEntry) {
  const entered = useRef(false);
  if (!open) entered.current = false;
  return (event: FocusEvent<HTMLElement>) => {
    if (entered.current) return;
    entered.current = true;
    const items = event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]");
    if (entry !== "list") items[entry === "first" ? 0 : items.length - 1]?.focus();
  };
}

/** The list of a menu; it and its parts are loaded when a menu is first opened. */
export function MenuWindow({ anchor, open, entry, onOpenChange, align, side, children }: MenuWindowProps) {
  const root = usePopupRoot();
  const enter = useEntry(open, entry);
  return (
    <Base.Root open={open} onOpenChange={(next, { event }) => isPressOn(anchor, event) || onOpenChange(next)}>
      <Base.Portal container={root}>
        <Base.Positioner anchor={anchor} align={align} side={side} sideOffset={4} className="z-50 outline-none">
          <Base.Popup finalFocus={anchor} onFocus={enter} className={POPUP}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  onSelect?: () => void;
  /** Makes it a link, so that it can be opened in another tab. */
  href?: string;
  /** With `href`: save what it gives under the name the server says. */
  download?: boolean;
  icon?: ReactNode;
  shortcut?: string;
  disabled?: boolean;
  children: ReactNode;
}

/** One action of a menu. */
export function MenuItem({ onSelect, href, download, icon, shortcut, disabled, children }: MenuItemProps) {
  const content = (
    <>
      {icon}
      <span className="grow">{children}</span>
      {shortcut ? <Kbd keys={shortcut} /> : null}
    </>
  );
  if (href !== undefined) {
    return (
      <Base.LinkItem
        href={href}
        download={download}
        render={download ? undefined : <Link href={href} />}
        className={ITEM}
        closeOnClick
      >
        {content}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item onClick={onSelect} disabled={disabled} className={ITEM}>
      {content}
    </Base.Item>
  );
}

/** A named part of a menu. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-label text-faint">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string; readonly detail?: string }[];
  onChange: (value: Value) => void;
}

/** A group of a menu of which exactly one option is chosen. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <MenuGroup label={label}>
      <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} closeOnClick className={ITEM}>
            <span className="flex size-4 items-center justify-center">
              <Base.RadioItemIndicator>
                <Check aria-hidden className="size-3.5" />
              </Base.RadioItemIndicator>
            </span>
            <span className="grow">{option.label}</span>
            {option.detail ? <span className="text-faint text-label">{option.detail}</span> : null}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </MenuGroup>
  );
}

/** A hairline between parts of a menu. */
export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
