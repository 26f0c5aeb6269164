"use client";

import { useQuery } from "@tanstack/react-query";
import { PageGate } from "@/components/overview/page-gate";
import { EmptyState } from "@/components/ui";
import { useScope } from "@/components/view";
import { hostQuery } from "@/lib/api/queries";
import { HostChart } from "./host-chart";
import { HostFindingsPanel } from "./host-findings";
import { HostHead } from "./host-head";
import type { HostName } from "./host-href";
import { HostPeersPanel } from "./host-peers";
import { HostRejectionsPanel } from "./host-rejections";
import { HostServicesPanel } from "./host-services";
import { HostTotals } from "./host-totals";
import { OtherEndNote } from "./other-end-note";
import { useHost } from "./use-host";

const COLUMN = "flex min-w-0 flex-col gap-3";

function Content({ name }: { name: HostName }) {
  const { params, ready } = useScope();
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...hostQuery({ ...params, ...name }),
    enabled: ready,
  });
  // The answer before may be another host's: it must not stand under this one's name.
  const host = isPlaceholderData && !isSame(data, name) ? undefined : data;
  return (
    <>
      <HostHead name={name} host={host} error={host ? null : error} onRetry={() => void refetch()} />
      <HostTotals host={host} failed={error !== null} stale={isPlaceholderData} />
      <HostChart name={name} note={<OtherEndNote name={name} host={host} />} />
      <HostFindingsPanel name={name} />
      <div className="grid gap-3 lg:grid-cols-2">
        <div className={COLUMN}>
          <HostServicesPanel name={name} which="offered" />
          <HostPeersPanel name={name} />
        </div>
        <div className={COLUMN}>
          <HostServicesPanel name={name} which="used" />
          {"addr" in name ? (
            <>
              <HostRejectionsPanel name={name} side="dstaddr" />
              <HostRejectionsPanel name={name} side="srcaddr" />
            </>
          ) : (
            <HostRejectionsPanel name={name} />
          )}
        </div>
      </div>
    </>
  );
}

const isSame = (data: { addr: string | null; interface_id: string | null } | undefined, name: HostName): boolean =>
  "addr" in name ? data?.addr === name.addr : data?.interface_id === name.interface_id;

/** Everything about one address or interface. */
export function HostPage() {
  const name = useHost();
  return (
    <PageGate title="Host" headed={name !== undefined}>
      {name ? (
        <Content name={name} key={"addr" in name ? name.addr : name.interface_id} />
      ) : (
        <div className="hairline-panel">
          <EmptyState title="No host is named">
            Open one from a list of addresses, or press Ctrl-K and type an address.
          </EmptyState>
        </div>
      )}
    </PageGate>
  );
}
