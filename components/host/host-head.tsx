"use client";

import Link from "next/link";
import { Badge, buttonClass, PanelError, Skeleton } from "@/components/ui";
import { WholeAddress } from "@/components/ui/whole-address";
import { useFilterTerms, useView } from "@/components/view";
import type { Host } from "@/lib/api/contract";
import { HostFacts } from "./host-facts";
import { type HostName, hostTerms } from "./host-href";

const IS: Readonly<Record<Host["identity"]["is"], string>> = {
  interface: "Network interface",
  own: "Own interface",
  private: "Private address",
  aws: "AWS service",
  public: "Public address",
  other: "Special address",
};

interface HostHeadProps {
  name: HostName;
  host: Host | undefined;
  error: Error | null;
  onRetry: () => void;
}

/** Which host it is, what it is and how we know, where it lives, and since when it is seen. */
export function HostHead({ name, host, error, onRetry }: HostHeadProps) {
  const { href } = useView();
  const filter = useFilterTerms().textWith(hostTerms(name), "include");
  const title = "addr" in name ? name.addr : name.interface_id;
  const service = host?.identity.aws_service;
  return (
    <section aria-label="Host" className="hairline-panel px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="figures min-w-0 font-medium text-[20px] leading-7 tracking-tight wrap-anywhere">
          <WholeAddress text={title} />
        </h1>
        {host ? (
          <>
            <Badge tone="accent">{IS[host.identity.is]}</Badge>
            {service ? <Badge>{service}</Badge> : null}
          </>
        ) : error ? null : (
          <Skeleton className="h-5 w-24" />
        )}
        <span className="flex gap-1.5 max-sm:w-full sm:ml-auto">
          <Link href={href("/explore", { filter })} className={buttonClass("secondary", "small")}>
            Records
          </Link>
          <Link href={href("/rejections", { filter })} className={buttonClass("secondary", "small")}>
            Rejections
          </Link>
        </span>
      </div>
      {error && !host ? (
        <PanelError message={error.message} onRetry={onRetry} />
      ) : (
        <>
          <p className="mt-1 min-h-5 text-data text-muted max-sm:min-h-10">
            {host ? host.identity.why : <Skeleton className="my-0.5 h-4 w-80 max-w-full" />}
          </p>
          <HostFacts host={host} isInterface={"interface_id" in name} />
        </>
      )}
    </section>
  );
}
