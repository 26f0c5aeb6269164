"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import { cx } from "./classes";

interface SegmentedControlProps<Value extends string> {
  /** What is chosen, for screen readers. */
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string; readonly icon?: ReactNode }[];
  onChange: (value: Value) => void;
  className?: string;
}

/** A choice among few options that are all in sight. Arrow keys move it. An icon stands in for its label in sight only. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, value, options, onChange, className } = props;
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next: Value) => onChange(next)}
      className={cx(
        "inline-flex h-7 shrink-0 items-stretch rounded-control border border-line-strong bg-surface p-px",
        className,
      )}
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          aria-label={option.label}
          title={option.icon ? option.label : undefined}
          nativeButton
          render={<button type="button" />}
          className="flex cursor-pointer items-center justify-center gap-1.5 rounded px-2 text-label text-muted hover:text-text data-checked:bg-selected data-checked:font-medium data-checked:text-text"
        >
          {option.icon ?? option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
