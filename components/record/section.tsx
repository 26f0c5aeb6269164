import type { ReactNode } from "react";

/** A part of a record's story with its heading. */
export function Section({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t px-4 py-4">
      <header className="mb-2 flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-medium text-data">{title}</h3>
        {note ? <div className="text-label text-muted">{note}</div> : null}
      </header>
      {children}
    </section>
  );
}
