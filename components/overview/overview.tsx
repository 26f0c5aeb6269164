"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { patient, Skeleton } from "@/components/ui";
import { useScope, useView } from "@/components/view";
import { summaryQuery } from "@/lib/api/queries";
import { toNumber } from "@/lib/view";
import { PageGate } from "./page-gate";
import { SeriesPanel } from "./series-panel";
import { TopPanel } from "./top-panel";
import { rejectedOnly } from "./top-terms";
import { Totals } from "./totals";

// Only an empty answer shows it.
const NoMatch = dynamic(
  patient(() => import("./no-match").then((module) => module.NoMatch)),
  {
    loading: () => <Skeleton className="h-72" />,
  },
);

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

/** How much, who, to whom, and what was refused. */
export function Overview() {
  const { params, ready } = useScope();
  const summary = useQuery({ ...summaryQuery(params), enabled: ready });
  const empty = summary.data && !summary.isPlaceholderData && toNumber(summary.data.flows) === 0;
  return (
    <PageGate title="Overview">
      <Totals />
      {empty ? (
        <NoMatch />
      ) : (
        <>
          <SeriesPanel />
          <TopLists />
        </>
      )}
    </PageGate>
  );
}
