"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { buttonClass } from "./button";
import { cx } from "./classes";
import { usePopupRoot } from "./popup-root";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly detail?: string;
}

export interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  /** Groups of options; a group without a name stands first. */
  groups: readonly { readonly name?: string; readonly options: readonly SelectOption<Value>[] }[];
  onChange: (value: Value) => void;
  /** Words before the value in the button, as in "by Action". */
  prefix?: string;
  size?: "small" | "medium";
  className?: string;
}

/** The select itself, open from the start: it takes the place of the button that was pressed. */
export default function SelectList<Value extends string>(props: SelectProps<Value>) {
  const { label, value, groups, onChange, prefix, size = "small", className } = props;
  const root = usePopupRoot();
  const chosen = groups.flatMap((group) => group.options).find((option) => option.value === value);
  return (
    <Base.Root defaultOpen value={value} onValueChange={(next) => next !== null && onChange(next)}>
      <Base.Trigger aria-label={label} className={cx(buttonClass("secondary", size), "gap-1.5", className)}>
        {prefix ? <span className="text-faint">{prefix}</span> : null}
        <span className="grow truncate text-left">{chosen?.label ?? value}</span>
        <Base.Icon>
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal container={root}>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50 outline-none">
          <Base.Popup className="popup-motion max-h-[min(var(--available-height),420px)] min-w-(--anchor-width) overflow-y-auto rounded-panel border border-line-strong bg-raised p-1 text-data text-text outline-none">
            <Base.List>
              {groups.map((group) => (
                <Base.Group key={group.name ?? ""}>
                  {group.name ? (
                    <Base.GroupLabel className="px-2 pt-2 pb-1 text-faint text-label">{group.name}</Base.GroupLabel>
                  ) : null}
                  {group.options.map((option) => (
                    <Base.Item
                      key={option.value}
                      value={option.value}
                      className="flex min-h-7 cursor-default select-none items-center gap-2 rounded px-2 py-1 outline-none data-highlighted:bg-hover"
                    >
                      <span className="flex size-4 shrink-0 items-center justify-center">
                        <Base.ItemIndicator>
                          <Check aria-hidden className="size-3.5" />
                        </Base.ItemIndicator>
                      </span>
                      <Base.ItemText className="grow">{option.label}</Base.ItemText>
                      {option.detail ? <span className="pl-4 text-faint text-label">{option.detail}</span> : null}
                    </Base.Item>
                  ))}
                </Base.Group>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
