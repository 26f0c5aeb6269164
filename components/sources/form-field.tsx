"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "@/components/ui";

interface FormFieldProps extends Omit<ComponentProps<"input">, "onChange" | "value" | "id"> {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What to know about it, while nothing is wrong. */
  hint?: ReactNode;
  error?: string;
  /** Lines of a field that takes several. */
  rows?: number;
  /** Values to choose from; others can be typed. */
  suggestions?: readonly { readonly value: string; readonly label: string }[];
}

const LOOK =
  "figures mt-1 w-full rounded-control border border-line-strong bg-surface px-2 text-data placeholder:text-faint aria-invalid:border-danger";

/** A labelled field of a form, with a hint that gives way to what is wrong. */
export function FormField({
  label,
  value,
  onChange,
  hint,
  error,
  rows,
  suggestions,
  className,
  ...rest
}: FormFieldProps) {
  const id = useId();
  const shared = {
    id,
    value,
    name: rest.name,
    required: rest.required,
    placeholder: rest.placeholder,
    spellCheck: false,
    autoComplete: "off",
    "aria-invalid": error !== undefined,
    "aria-describedby": `${id}-note`,
  } as const;
  return (
    <div className={className}>
      <label htmlFor={id} className="text-label text-muted">
        {label}
        {rest.required ? null : <span className="text-faint"> (optional)</span>}
      </label>
      {rows === undefined ? (
        <input
          {...shared}
          list={suggestions ? `${id}-list` : undefined}
          onChange={(event) => onChange(event.target.value)}
          className={cx(LOOK, "h-8")}
        />
      ) : (
        <textarea
          {...shared}
          rows={rows}
          onChange={(event) => onChange(event.target.value)}
          className={cx(LOOK, "py-1.5")}
        />
      )}
      {suggestions ? (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </datalist>
      ) : null}
      <p id={`${id}-note`} className={cx("mt-1 text-label empty:hidden", error ? "text-danger" : "text-muted")}>
        {error ?? hint}
      </p>
    </div>
  );
}
