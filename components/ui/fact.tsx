import type { ReactNode } from "react";

interface FactProps {
  name: string;
  children: ReactNode;
}

/** A name with a value below it, one of a description list. */
export function Fact({ name, children }: FactProps) {
  return (
    <div className="min-w-0">
      <dt className="text-label text-muted">{name}</dt>
      <dd className="figures wrap-anywhere text-data">{children}</dd>
    </div>
  );
}
