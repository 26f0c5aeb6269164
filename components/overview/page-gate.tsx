"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass, cx, EmptyState, patient } from "@/components/ui";
import { useView } from "@/components/view";
import { boundsQuery, importsQuery } from "@/lib/api/queries";
import { parseFilter } from "@/lib/filter";
import { toNumber } from "@/lib/view";
import { useMissedImport } from "./use-missed-import";

// Only an empty store shows it.
const FirstRun = dynamic(
  patient(() => import("@/components/first-run").then((module) => module.FirstRun)),
  {
    loading: () => <div className="h-[calc(100dvh-var(--bar-height))]" />,
  },
);

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

/** Imports ended, and yet there is not one record: they held none, or were emptied. */
function NothingStored({ title }: { title: string }) {
  return (
    <div className="hairline-panel m-3">
      <h1 className="sr-only">{title}</h1>
      <EmptyState
        title="No records are stored"
        actions={
          <Link href="/sources" className={buttonClass("primary")}>
            Go to Sources
          </Link>
        }
      >
        The imports so far brought no flow records. Sources says why.
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
  const imports = useQuery(importsQuery());
  const bounds = useQuery(boundsQuery());
  const parsed = parseFilter(view.filter);
  const stored = bounds.data
    ? toNumber(bounds.data.flows) + toNumber(bounds.data.nodata) + toNumber(bounds.data.skipdata)
    : undefined;
  useMissedImport(stored);
  if (stored === 0 && imports.data) {
    return imports.data.imports.some(({ state }) => state === "done") ? <NothingStored title={title} /> : <FirstRun />;
  }
  return (
    <div className={cx("mx-auto flex max-w-[1800px] flex-col gap-3 p-3", className)}>
      {headed && parsed.ok ? null : <h1 className="sr-only">{title}</h1>}
      {parsed.ok ? children : <BadFilter message={parsed.error.message} />}
    </div>
  );
}
