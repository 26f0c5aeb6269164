"use client";

import type { ReactNode } from "react";
import { Popover } from "@/components/ui";

interface MoreListProps {
  /** What they are, for the window's title: "Subnets". */
  title: string;
  items: readonly { readonly key: string; readonly node: ReactNode }[];
}

/** The first of some values, and a button that shows the others: a fact stays one line high, however many there are. */
export function MoreList({ title, items }: MoreListProps) {
  const [first, ...others] = items;
  if (!first) return <span className="text-faint">-</span>;
  if (others.length === 0) return first.node;
  return (
    <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
      {first.node}
      <Popover
        title={title}
        align="start"
        trigger={
          <button
            type="button"
            aria-label={`All ${title.toLowerCase()}, ${items.length}`}
            className="rounded px-1 text-label text-muted hover:bg-hover hover:text-text"
          >
            +{others.length}
          </button>
        }
      >
        <ul className="figures flex max-h-72 flex-col gap-1 overflow-y-auto">
          {items.map(({ key, node }) => (
            <li key={key}>{node}</li>
          ))}
        </ul>
      </Popover>
    </span>
  );
}
