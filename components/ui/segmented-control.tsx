"use client";

import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { cx } from "./classes";

interface SegmentedControlProps<Value extends string> {
  /** What is chosen, for screen readers. */
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string; readonly icon?: ReactNode }[];
  onChange: (value: Value) => void;
  className?: string;
}

/** A button in a group of which one is pressed: it looks like a button, and is a choice. */
const radioProps = (checked: boolean) => ({ role: "radio", "aria-checked": checked });

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** A choice among few options that are all in sight. Arrow keys move it. An icon stands in for its label in sight only. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { label, value, options, onChange, className } = props;
  const group = useRef<HTMLDivElement>(null);
  const chosen = options.findIndex((option) => option.value === value);
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const to = (index + step + options.length) % options.length;
    const next = options[to];
    if (!next) return;
    onChange(next.value);
    group.current?.querySelectorAll<HTMLElement>("[role=radio]")[to]?.focus();
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      className={cx(
        "inline-flex h-7 shrink-0 items-stretch rounded-control border border-line-strong bg-surface p-px",
        className,
      )}
    >
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          {...radioProps(option.value === value)}
          aria-label={option.label}
          title={option.icon ? option.label : undefined}
          tabIndex={index === Math.max(0, chosen) ? 0 : -1}
          onClick={() => option.value !== value && onChange(option.value)}
          onKeyDown={(event) => onKeyDown(event, index)}
          className="flex items-center justify-center gap-1.5 rounded px-2 text-label text-muted hover:text-text aria-checked:bg-selected aria-checked:font-medium aria-checked:text-text"
        >
          {option.icon ?? option.label}
        </button>
      ))}
    </div>
  );
}
