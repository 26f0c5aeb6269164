"use client";

import { useId, useState } from "react";
import { useView } from "@/components/view";
import { parseFilter } from "@/lib/filter";

/** The filter as plain text, sent with Enter. */
export function FilterBar() {
  const { view } = useView();
  return <FilterField key={view.filter} />;
}

function FilterField() {
  const { view, setView } = useView();
  const [text, setText] = useState(view.filter);
  const [error, setError] = useState<string | null>(null);
  const message = useId();
  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = parseFilter(text);
        if (parsed.ok) setView({ filter: text });
        else setError(parsed.error.message);
      }}
    >
      <input
        aria-label="Filter"
        aria-invalid={error !== null}
        aria-describedby={message}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setError(null);
        }}
        placeholder="Filter: 10.10.1.10 dstport:443 action:REJECT"
        autoComplete="off"
        spellCheck={false}
        className="figures h-8 w-full rounded-control border border-line-strong bg-surface px-2.5 text-data placeholder:text-faint aria-invalid:border-danger"
      />
      <p
        id={message}
        role="status"
        className={
          error
            ? "absolute top-9 left-0 z-20 rounded-control border border-line-strong bg-raised px-2 py-1 text-danger text-label"
            : "sr-only"
        }
      >
        {error}
      </p>
    </form>
  );
}
