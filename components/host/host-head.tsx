"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Badge, buttonClass, PanelError, Skeleton } from "@/components/ui";
import { useFilterTerms, useView, useZone } from "@/components/view";
import type { Host } from "@/lib/api/contract";
import { formatExact, formatTime, formatZone, toNumber } from "@/lib/view";
import { type HostName, hostTerms, withHost } from "./host-href";
import { HostLink } from "./host-link";

const IS: Readonly<Record<Host["identity"]["is"], string>> = {
  interface: "Network interface",
  own: "Own interface",
  private: "Private address",
  aws: "AWS service",
  public: "Public address",
  other: "Special address",
};

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-faint text-label">{name}</dt>
      <dd className="figures text-data">{children}</dd>
    </div>
  );
}

const distinct = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value): value is string => value !== null)),
];

/** Values that narrow the filter when clicked, the first few of them. */
function Ids({ field, values }: { field: string; values: readonly string[] }) {
  const { add } = useFilterTerms();
  const shown = values.slice(0, 3);
  return (
    <span className="flex flex-wrap gap-x-2">
      {shown.map((value) => (
        <button
          key={value}
          type="button"
          title={`Only ${field} ${value}`}
          onClick={() => add([[field, value]], "include")}
          className="hover:underline"
        >
          {value}
        </button>
      ))}
      {values.length > shown.length ? (
        <span className="text-faint">and {values.length - shown.length} more</span>
      ) : null}
    </span>
  );
}

function Interfaces({ host }: { host: Host }) {
  const own = host.interfaces.filter((one) => one.own);
  const all = own.length > 0 ? own : host.interfaces;
  const shown = all.slice(0, 3);
  const more = all.length - shown.length;
  if (shown.length === 0) return <span className="text-faint">-</span>;
  return (
    <span className="flex flex-wrap gap-x-2">
      {shown.map(({ interface_id }) => (
        <HostLink key={interface_id} host={{ interface_id }} />
      ))}
      {more > 0 ? <span className="text-faint">and {more} more</span> : null}
    </span>
  );
}

interface HostHeadProps {
  name: HostName;
  host: Host | undefined;
  error: Error | null;
  onRetry: () => void;
}

/** Which host it is, what it is and how we know, where it lives, and since when it is seen. */
export function HostHead({ name, host, error, onRetry }: HostHeadProps) {
  const { href } = useView();
  const { textWith } = useFilterTerms();
  const zone = useZone();
  const title = "addr" in name ? name.addr : name.interface_id;
  const filter = textWith(hostTerms(name), "include");
  const time = (epoch: number | null) =>
    epoch === null ? "-" : `${formatTime(epoch, zone)} ${formatZone(zone, epoch)}`;
  const service = host?.identity.aws_service;
  const home = host?.interfaces.filter((one) => one.own) ?? [];
  const elsewhere =
    host?.addr && home.length > 0
      ? host.interfaces.reduce((sum, one) => (one.own ? sum : sum + toNumber(one.flows)), 0)
      : 0;
  return (
    <section aria-label="Host" className="hairline-panel px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="figures break-all font-medium text-[20px] leading-7 tracking-tight">{title}</h1>
        {host ? (
          <>
            <Badge tone="accent">{IS[host.identity.is]}</Badge>
            {service ? <Badge>{service}</Badge> : null}
          </>
        ) : null}
        <span className="ml-auto flex gap-1.5">
          <Link href={href("/explore", { filter })} className={buttonClass("secondary", "small")}>
            Records
          </Link>
          <Link href={href("/rejections", { filter })} className={buttonClass("secondary", "small")}>
            Rejections
          </Link>
        </span>
      </div>
      {host ? (
        <>
          <p className="mt-0.5 text-data text-muted">{host.identity.why}</p>
          {elsewhere > 0 ? (
            <p className="mt-0.5 text-data text-muted">
              <span className="figures">{formatExact(elsewhere)}</span> of its flow records were logged at the other
              end: what both ends logged counts twice here.{" "}
              <Link
                href={withHost(
                  href("/host", {
                    filter: textWith(
                      home.slice(0, 1).map((one) => ["interface_id", one.interface_id] as const),
                      "include",
                    ),
                  }),
                  name,
                )}
                className="text-accent underline"
              >
                Only what its own interface logged
              </Link>
            </p>
          ) : null}
          <dl className="mt-2.5 grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(12rem,auto))] lg:justify-start">
            <Fact name="First seen">{time(host.first_start)}</Fact>
            <Fact name="Last seen">{time(host.last_end)}</Fact>
            {host.interface_id ? (
              <Fact name="Addresses">
                <span className="flex flex-wrap gap-x-2">
                  {host.addresses.slice(0, 4).map((addr) => (
                    <HostLink key={addr} host={{ addr }} />
                  ))}
                  {host.addresses.length === 0 ? <span className="font-sans text-muted">cannot be told</span> : null}
                </span>
              </Fact>
            ) : (
              <Fact name={host.identity.is === "own" ? "Interface" : "Logged at"}>
                <Interfaces host={host} />
              </Fact>
            )}
            {(["subnet_id", "vpc_id", "instance_id", "az_id"] as const).map((field) => {
              const home = host.interfaces.some((one) => one.own)
                ? host.interfaces.filter((one) => one.own)
                : host.interfaces;
              const values = distinct(home.map((one) => one[field]));
              if (values.length === 0) return null;
              const names = { subnet_id: "Subnet", vpc_id: "VPC", instance_id: "Instance", az_id: "Zone" };
              return (
                <Fact key={field} name={names[field]}>
                  <Ids field={field} values={values} />
                </Fact>
              );
            })}
          </dl>
        </>
      ) : error ? (
        <PanelError message={error.message} onRetry={onRetry} />
      ) : (
        <div className="mt-1 flex flex-col gap-3">
          <Skeleton className="h-4 w-80 max-w-full" />
          <Skeleton className="h-9 w-[36rem] max-w-full" />
        </div>
      )}
    </section>
  );
}
