"use client";

import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { fetched } from "./fetched";
import type { MenuChoiceProps, MenuEntry } from "./menu-parts";
import { type Trigger, withProps } from "./trigger";
import { useOpened } from "./use-opened";

const code = fetched(() => import("./menu-parts"));
const MenuWindow = lazy(() => code.load().then(({ MenuWindow }) => ({ default: MenuWindow })));
const AnyChoice = lazy(() => code.load().then(({ MenuChoice }) => ({ default: MenuChoice<string> })));

interface MenuProps {
  /** The button that opens the menu. */
  trigger: Trigger;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}

/** A menu of actions: arrow keys, type-ahead, Escape, as WAI-ARIA's menu button. Fill it with MenuItem, MenuChoice and MenuGroup. */
export function Menu({ trigger, align = "start", side = "bottom", children }: MenuProps) {
  const anchor = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const [entry, setEntry] = useState<MenuEntry>("list");
  const opened = useOpened(open);
  return (
    <>
      {withProps(
        trigger,
        { ref: anchor, "aria-haspopup": "menu", "aria-expanded": open },
        {
          onClick: ({ nativeEvent }) => {
            // Enter and Space press without a pointer: no click is counted.
            setEntry(nativeEvent instanceof MouseEvent && nativeEvent.detail > 0 ? "list" : "first");
            setOpen(!open);
          },
          onPointerEnter: code.ahead,
          onFocus: code.ahead,
          onKeyDown: (event) => {
            if (!("key" in event) || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
            event.preventDefault();
            setEntry(event.key === "ArrowDown" ? "first" : "last");
            setOpen(true);
          },
        },
      )}
      {opened ? (
        <Suspense>
          <MenuWindow anchor={anchor} open={open} entry={entry} onOpenChange={setOpen} align={align} side={side}>
            {children}
          </MenuWindow>
        </Suspense>
      ) : null}
    </>
  );
}

/** One action of a menu. */
export const MenuItem = lazy(() => code.load().then(({ MenuItem }) => ({ default: MenuItem })));

/** A named part of a menu. */
export const MenuGroup = lazy(() => code.load().then(({ MenuGroup }) => ({ default: MenuGroup })));

/** A hairline between parts of a menu. */
export const MenuSeparator = lazy(() => code.load().then(({ MenuSeparator }) => ({ default: MenuSeparator })));

/** A group of a menu of which exactly one option is chosen. */
export function MenuChoice<Value extends string>({ options, onChange, ...rest }: MenuChoiceProps<Value>) {
  const choose = (next: string) => {
    const option = options.find(({ value }) => value === next);
    if (option) onChange(option.value);
  };
  return <AnyChoice {...rest} options={options} onChange={choose} />;
}
