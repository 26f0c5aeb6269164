"use client";

import { PageGate } from "@/components/overview/page-gate";
import { SankeyPanel } from "./sankey-panel";
import { TopologyPanel } from "./topology-panel";

/** Who talks to whom, and over what. */
export function TopologyPage() {
  return (
    <PageGate title="Topology">
      <TopologyPanel />
      <SankeyPanel />
    </PageGate>
  );
}
