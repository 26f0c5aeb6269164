"use client";

import { type HTMLAttributes, type ReactNode, useId } from "react";
import { cx } from "./classes";

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** What to know, shown while nothing is wrong. */
  hint?: ReactNode;
  /** What is wrong with the value. */
  error?: string | null;
  /** The id of the input, for links that lead to it. */
  id?: string;
  inputMode?: HTMLAttributes<HTMLInputElement>["inputMode"];
  /** What is wrong is said at once: for what is checked when it is sent, not while it is typed. */
  alert?: boolean;
  className?: string;
}

/** A line of text with its label, and what is wrong with it. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, placeholder, hint, error, id, inputMode, alert, className } = props;
  const own = useId();
  const input = id ?? own;
  const note = `${input}-note`;
  return (
    <div className={cx("min-w-0", className)}>
      <label htmlFor={input} className="mb-1 block text-label text-muted">
        {label}
      </label>
      <input
        id={input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        inputMode={inputMode}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? note : undefined}
        className="figures h-8 w-full rounded-control border border-line-strong bg-surface px-2 text-data placeholder:text-faint aria-invalid:border-danger"
      />
      {error || hint ? (
        <p
          id={note}
          role={alert && error ? "alert" : undefined}
          className={cx("mt-1 text-label", error ? "text-danger" : "text-muted")}
        >
          {error ?? hint}
        </p>
      ) : null}
    </div>
  );
}
