import type { ReactNode } from "react";

interface LabelledProps {
  label: string;
  /** What to know about the choice. */
  hint?: ReactNode;
  children: ReactNode;
}

/** A choice with words above it. The control names itself for screen readers. */
export function Labelled({ label, hint, children }: LabelledProps) {
  return (
    <div className="min-w-0">
      <p aria-hidden className="mb-1 text-label text-muted">
        {label}
      </p>
      {children}
      {hint ? <p className="mt-1 text-label text-muted">{hint}</p> : null}
    </div>
  );
}
