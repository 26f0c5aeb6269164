"use client";

import { useState } from "react";
import { useView } from "@/components/view";

export function FilterBar() {
  const { view, setView } = useView();
  const [text, setText] = useState(view.filter);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setView({ filter: text });
      }}
    >
      <input
        aria-label="Filter"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="figures h-8 w-full rounded-control border border-line-strong bg-surface px-2 text-data"
      />
    </form>
  );
}
