"use client";

import { Server } from "lucide-react";
import Link from "next/link";
import { buttonClass, cx, Tooltip } from "@/components/ui";
import { useView } from "@/components/view";
import { type HostName, withHost } from "./host-href";

/** A small button beside an address or an interface that leads to its page. */
export function HostIconLink({ host, className }: { host: HostName; className?: string }) {
  const { href } = useView();
  const label = `Host ${"addr" in host ? host.addr : host.interface_id}`;
  return (
    <Tooltip content={label}>
      <Link
        href={withHost(href("/host"), host)}
        aria-label={label}
        className={cx(buttonClass("quiet", "icon-small"), className)}
      >
        <Server aria-hidden className="size-3.5" />
      </Link>
    </Tooltip>
  );
}
