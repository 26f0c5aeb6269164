"use client";

import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui";
import { useFilterTerms, useZone } from "@/components/view";
import type { Host } from "@/lib/api/contract";
import { formatTime, formatZone } from "@/lib/view";
import { HostLink } from "./host-link";
import { MoreList } from "./more-list";

/** A name with its value: under it, and beside it on a phone. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 max-sm:contents">
      <dt className="whitespace-nowrap text-faint text-label max-sm:leading-5">{name}</dt>
      <dd className="figures min-w-0 text-data">{children}</dd>
    </div>
  );
}

const IDS = [
  { field: "subnet_id", name: "Subnet", many: "Subnets" },
  { field: "vpc_id", name: "VPC", many: "VPCs" },
  { field: "instance_id", name: "Instance", many: "Instances" },
  { field: "az_id", name: "Zone", many: "Zones" },
] as const;

/** The interfaces that a host has; else those that logged it. */
export function homesOf(host: Host): Host["interfaces"] {
  const own = host.interfaces.filter((one) => one.own);
  return own.length > 0 ? own : host.interfaces;
}

function Values({ host, field, many }: { host: Host; field: (typeof IDS)[number]["field"]; many: string }) {
  const { add } = useFilterTerms();
  const values = [...new Set(homesOf(host).map((one) => one[field]))].filter((value) => value !== null);
  return (
    <MoreList
      title={many}
      items={values.map((value) => ({
        key: value,
        node: (
          <button
            type="button"
            title={`Only ${field} ${value}`}
            onClick={() => add([[field, value]], "include")}
            className="hover:underline"
          >
            {value}
          </button>
        ),
      }))}
    />
  );
}

/** Where a host lives: the interfaces of an address, or the addresses of an interface. */
function Place({ host }: { host: Host }) {
  if (host.interface_id) {
    if (host.addresses.length === 0) return <span className="font-sans text-muted">cannot be told</span>;
    const items = host.addresses.map((addr) => ({ key: addr, node: <HostLink host={{ addr }} /> }));
    return <MoreList title="Addresses" items={items} />;
  }
  const items = homesOf(host).map(({ interface_id }) => ({
    key: interface_id,
    node: <HostLink host={{ interface_id }} />,
  }));
  return <MoreList title="Interfaces" items={items} />;
}

interface HostFactsProps {
  /** Undefined while it is being asked for: the facts keep their places. */
  host: Host | undefined;
  /** True for an interface, false for an address. */
  isInterface: boolean;
}

/** Since when a host is seen and where it lives. What no record tells has a dash, so that every host has the same facts. */
export function HostFacts({ host, isInterface }: HostFactsProps) {
  const zone = useZone();
  const waiting = <Skeleton className="my-0.5 h-4 w-36" />;
  const time = (epoch: number | null) =>
    epoch === null ? "-" : `${formatTime(epoch, zone)} ${formatZone(zone, epoch)}`;
  const place = isInterface ? "Addresses" : host && host.identity.is !== "own" ? "Logged at" : "Interface";
  return (
    <dl className="mt-2.5 grid gap-x-6 gap-y-1 max-sm:grid-cols-[auto_minmax(0,1fr)] sm:grid-cols-[repeat(auto-fit,minmax(12rem,auto))] sm:justify-start sm:gap-y-2">
      <Fact name="First seen">{host ? time(host.first_start) : waiting}</Fact>
      <Fact name="Last seen">{host ? time(host.last_end) : waiting}</Fact>
      <Fact name={place}>{host ? <Place host={host} /> : waiting}</Fact>
      {IDS.map(({ field, name, many }) => (
        <Fact key={field} name={name}>
          {host ? <Values host={host} field={field} many={many} /> : waiting}
        </Fact>
      ))}
    </dl>
  );
}
