"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { FirstRun } from "@/components/first-run";
import { buttonClass, EmptyState } from "@/components/ui";
import { useScope, useView } from "@/components/view";
import { boundsQuery, importsQuery, summaryQuery } from "@/lib/api/queries";
import { parseFilter } from "@/lib/filter";
import { toNumber } from "@/lib/view";
import { NoMatch } from "./no-match";
import { SeriesPanel } from "./series-panel";
import { TopPanel } from "./top-panel";
import { rejectedOnly } from "./top-terms";
import { Totals } from "./totals";
import { useMissedImport } from "./use-missed-import";

const ADDRESSES = [
  { by: "addr", label: "Either" },
  { by: "srcaddr", label: "Sources" },
  { by: "dstaddr", label: "Destinations" },
];
const SERVICES = [
  { by: "service", label: "Services" },
  { by: "dstport", label: "To port" },
  { by: "srcport", label: "From port" },
];
const REFUSED = [
  { by: "service", label: "Services" },
  { by: "srcaddr", label: "Sources" },
  { by: "pair", label: "Pairs" },
];
const PAIRS = [{ by: "pair", label: "Pairs" }];

function TopLists() {
  const { view } = useView();
  const { measure } = view;
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <TopPanel title="Top talkers" measure={measure} choices={ADDRESSES} empty="No addresses." />
      <TopPanel title="Top services and ports" measure={measure} choices={SERVICES} empty="No ports." />
      <TopPanel
        title="Most refused, by flows"
        measure="flows"
        choices={REFUSED}
        filter={rejectedOnly(view.filter)}
        empty="Nothing was rejected in this range."
      />
      <TopPanel title="Top pairs" measure={measure} choices={PAIRS} empty="No pairs." />
    </div>
  );
}

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
function NothingStored() {
  return (
    <div className="hairline-panel m-3">
      <h1 className="sr-only">Overview</h1>
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

/** How much, who, to whom, and what was refused. */
export function Overview() {
  const { view } = useView();
  const { params, ready } = useScope();
  const imports = useQuery(importsQuery());
  const bounds = useQuery(boundsQuery());
  const parsed = parseFilter(view.filter);
  const summary = useQuery({ ...summaryQuery(params), enabled: ready && parsed.ok });
  const stored = bounds.data
    ? toNumber(bounds.data.flows) + toNumber(bounds.data.nodata) + toNumber(bounds.data.skipdata)
    : undefined;
  useMissedImport(stored);

  if (stored === 0 && imports.data) {
    return imports.data.imports.some(({ state }) => state === "done") ? <NothingStored /> : <FirstRun />;
  }
  const empty = summary.data && !summary.isPlaceholderData && toNumber(summary.data.flows) === 0;
  return (
    <div className="mx-auto flex max-w-[1800px] flex-col gap-3 p-3">
      <h1 className="sr-only">Overview</h1>
      {parsed.ok ? (
        <>
          <Totals />
          {empty ? (
            <NoMatch />
          ) : (
            <>
              <SeriesPanel />
              <TopLists />
            </>
          )}
        </>
      ) : (
        <BadFilter message={parsed.error.message} />
      )}
    </div>
  );
}
