"use client";

import { useQuery } from "@tanstack/react-query";
import { useByteUnits } from "@/components/providers/preferences";
import { EmptyState, Panel, SegmentedControl, Select, Skeleton } from "@/components/ui";
import { usePageParam, useScope, useView } from "@/components/view";
import { topologyQuery } from "@/lib/api/queries";
import { MEASURES } from "@/lib/view";
import { LOWEST_DRAWING } from "./layout";
import { TopologyFigure } from "./topology-figure";
import { topologySentence } from "./words";

const GROUPS = ["auto", "subnet", "interface", "cidr8", "cidr16", "cidr24"] as const;
const LABELS: Readonly<Record<(typeof GROUPS)[number], { label: string; detail?: string }>> = {
  auto: { label: "Automatic" },
  subnet: { label: "Subnet" },
  interface: { label: "Interface" },
  cidr8: { label: "Network /8", detail: "IPv6 /32" },
  cidr16: { label: "Network /16", detail: "IPv6 /48" },
  cidr24: { label: "Network /24", detail: "IPv6 /64" },
};
const OUTSIDE = ["one", "networks"] as const;
const MEASURE_LABELS = { bytes: "Bytes", packets: "Packets", flows: "Flows" } as const;

/** Who talks to whom, as a drawing and as a list. */
export function TopologyPanel() {
  const { view, setView } = useView();
  const { params, ready } = useScope();
  const units = useByteUnits();
  const [group, setGroup] = usePageParam("nodes", GROUPS, "auto");
  const [outside, setOutside] = usePageParam("outside", OUTSIDE, "one");
  const { measure } = view;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...topologyQuery({ ...params, group, measure, outside }),
    enabled: ready,
  });
  const offered = GROUPS.filter((one) => one === "auto" || one === group || !data || data.groups.includes(one));
  const auto = data && group === "auto" ? `: ${LABELS[data.group].label.toLowerCase()}` : "";
  return (
    <Panel
      title="Who talks to whom"
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isPlaceholderData}
      minHeight={LOWEST_DRAWING + 84}
      tools={
        <>
          <Select
            label="Nodes"
            prefix="by"
            className="w-56"
            value={group}
            onChange={setGroup}
            groups={[
              {
                options: offered.map((value) => ({
                  value,
                  ...LABELS[value],
                  label: value === "auto" ? `${LABELS.auto.label}${auto}` : LABELS[value].label,
                })),
              },
            ]}
          />
          <SegmentedControl
            label="Outside"
            value={outside}
            onChange={setOutside}
            options={[
              { value: "one", label: "Internet as one" },
              { value: "networks", label: "By network" },
            ]}
          />
          <SegmentedControl
            label="Measure"
            value={measure}
            onChange={(next) => setView({ measure: next })}
            options={MEASURES.map((value) => ({ value, label: MEASURE_LABELS[value] }))}
          />
        </>
      }
    >
      {data ? (
        data.edges.length > 0 ? (
          <>
            <TopologyFigure topology={data} />
            <p className="mt-2 max-w-[110ch] text-data text-muted">{topologySentence(data, units)}</p>
          </>
        ) : (
          <EmptyState title="No traffic between two addresses">
            No flow record of this range and filter has a source and a destination.
          </EmptyState>
        )
      ) : (
        <Skeleton style={{ height: LOWEST_DRAWING }} />
      )}
    </Panel>
  );
}
