"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "@/components/ui";
import { WholeAddress } from "@/components/ui/whole-address";
import { useView } from "@/components/view";
import { type HostName, withHost } from "./host-href";

interface HostLinkProps {
  host: HostName;
  className?: string;
  /** In place of the host's name. */
  children?: ReactNode;
}

/** A link to the page of an address or an interface, with the view's range and filter. */
export function HostLink({ host, className, children }: HostLinkProps) {
  const { href } = useView();
  const name = "addr" in host ? host.addr : host.interface_id;
  return (
    <Link
      href={withHost(href("/host"), host)}
      title={`Host ${name}`}
      className={cx("figures hover:underline", className)}
    >
      {children ?? <WholeAddress text={name} />}
    </Link>
  );
}
