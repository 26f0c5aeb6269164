import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Says why there is nothing, and what can be done about it. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex h-full min-h-32 flex-col items-center justify-center gap-2 px-6 py-8 text-center">
      <p className="font-medium text-body text-text">{title}</p>
      {children ? <div className="max-w-[56ch] text-data text-muted">{children}</div> : null}
      {actions ? <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
