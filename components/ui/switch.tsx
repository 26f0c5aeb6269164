"use client";

import { cx } from "./classes";

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A setting that is on or off, with its words. */
export function Switch({ label, checked, onChange }: SwitchProps) {
  return (
    <span className="inline-flex items-center gap-2 text-data">
      <button
        type="button"
        role="switch"
        aria-label={label}
        aria-checked={checked}
        onClick={() => onChange(!checked)}
        className={cx(
          "flex h-4 w-7 shrink-0 rounded-full border p-px",
          checked ? "border-accent-fill bg-accent-fill" : "border-unknown bg-sunken",
        )}
      >
        <span
          className={cx(
            "aspect-square h-full rounded-full transition-transform duration-100",
            checked ? "translate-x-3 bg-white" : "bg-unknown",
          )}
        />
      </button>
      <span aria-hidden>{label}</span>
    </span>
  );
}
