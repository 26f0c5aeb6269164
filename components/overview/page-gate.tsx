"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { buttonClass, cx, EmptyState } from "@/components/ui";
import { useView } from "@/components/view";
import { boundsQuery } from "@/lib/api/queries";
import { parseFilter } from "@/lib/filter";
import { toNumber } from "@/lib/view";
import { EmptyStore } from "./empty-store";

function BadFilter({ message }: { message: string }) {
  const { setView } = useView();
  return (
    <div role="alert" className="hairline-panel">
      <EmptyState
        title="The filter cannot be read"
        actions={
          <button type="button" className={buttonClass("secondary")} onClick={() => setView({ filter: "" })}>
            Clear the filter
          </button>
        }
      >
        {message}
      </EmptyState>
    </div>
  );
}

interface PageGateProps {
  /** The page's name; its heading, for screen readers, unless the page shows one. */
  title: string;
  /** True when the content has a heading of its own. */
  headed?: boolean;
  className?: string;
  children: ReactNode;
}

/** What stands before every page of figures: something is stored, and the filter can be read. */
export function PageGate({ title, headed, className, children }: PageGateProps) {
  const { view } = useView();
  const bounds = useQuery(boundsQuery());
  const parsed = parseFilter(view.filter);
  const stored = bounds.data
    ? toNumber(bounds.data.flows) + toNumber(bounds.data.nodata) + toNumber(bounds.data.skipdata)
    : undefined;
  if (stored === 0) return <EmptyStore title={title} />;
  return (
    <div className={cx("mx-auto flex max-w-[1800px] flex-col gap-3 p-3", className)}>
      {headed && parsed.ok ? null : <h1 className="sr-only">{title}</h1>}
      {parsed.ok ? children : <BadFilter message={parsed.error.message} />}
    </div>
  );
}
