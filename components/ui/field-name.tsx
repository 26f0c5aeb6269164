"use client";

import { lazy, Suspense } from "react";
import { findFilterField } from "@/lib/filter";
import { findField } from "@/lib/flow";
import { cx } from "./classes";
import { fetched } from "./fetched";
import { useHint } from "./use-hint";

const code = fetched(() => import("./field-card"));
const FieldCard = lazy(code.load);

interface FieldNameProps {
  /** Text name or column name of the field, or a name of the filter language for more than one (`addr`, `service`). */
  name: string;
  /** Shown in place of the field's label. */
  children?: string;
  className?: string;
}

/** A field's name that explains itself on hover and focus: AWS's meaning, its values, and which logs have it. */
export function FieldName({ name, children, className }: FieldNameProps) {
  const { anchor, handlers, keep, hide } = useHint({ delay: 300, closeDelay: 120, load: code.ahead });
  const field = findField(name) ?? findFilterField(name);
  if (!field) return <span className={className}>{children ?? name}</span>;
  return (
    <>
      <button
        type="button"
        {...handlers}
        className={cx(
          "cursor-help rounded-sm text-left underline decoration-line-strong decoration-dotted underline-offset-4",
          className,
        )}
      >
        {children ?? field.label}
      </button>
      {anchor ? (
        <Suspense>
          <FieldCard anchor={anchor} name={name} onEnter={keep} onLeave={hide} />
        </Suspense>
      ) : null}
    </>
  );
}
