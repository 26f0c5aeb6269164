import type { ReactNode } from "react";

/** A part of a record's story with its heading. */
export function Section({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t px-4 py-4">
      <header className="mb-2 flex items-baseline justify-between gap-x-4">
        <h3 className="min-w-0 font-medium text-data">{title}</h3>
        {note ? (
          <div className="max-w-[65%] shrink-0 text-right text-label text-muted wrap-anywhere">{note}</div>
        ) : null}
      </header>
      {children}
    </section>
  );
}
