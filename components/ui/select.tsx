"use client";

import { ChevronDown } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { buttonClass } from "./button";
import { cx } from "./classes";
import { fetched } from "./fetched";
import type { SelectProps } from "./select-list";

export type { SelectOption } from "./select-list";

const code = fetched(() => import("./select-list"));
const AnyList = lazy(() => code.load().then(({ default: SelectList }) => ({ default: SelectList<string> })));

/** A choice among many options, with type-ahead. A button stands in its place until it is pressed. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const [pressed, setPressed] = useState(false);
  const standIn = <StandIn {...props} onPress={() => setPressed(true)} />;
  if (!pressed) return standIn;
  const choose = (next: string) => {
    const option = props.groups.flatMap(({ options }) => options).find(({ value }) => value === next);
    if (option) props.onChange(option.value);
  };
  return (
    <Suspense fallback={standIn}>
      <AnyList {...props} onChange={choose} />
    </Suspense>
  );
}

interface StandInProps<Value extends string> extends SelectProps<Value> {
  onPress: () => void;
}

function StandIn<Value extends string>(props: StandInProps<Value>) {
  const { label, value, groups, prefix, size = "small", className, onPress } = props;
  const chosen = groups.flatMap((group) => group.options).find((option) => option.value === value);
  return (
    <button
      type="button"
      role="combobox"
      aria-label={label}
      aria-haspopup="listbox"
      aria-expanded={false}
      onPointerEnter={code.ahead}
      onFocus={code.ahead}
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        onPress();
      }}
      className={cx(buttonClass("secondary", size), "gap-1.5", className)}
    >
      {prefix ? <span className="text-faint">{prefix}</span> : null}
      <span className="grow truncate text-left">{chosen?.label ?? value}</span>
      <ChevronDown aria-hidden className="size-3.5 text-faint" />
    </button>
  );
}
