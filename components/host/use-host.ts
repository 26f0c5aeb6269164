"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { parseAddress, printAddress } from "@/lib/filter/address";
import type { HostName } from "./host-href";

const INTERFACE = /^[\w-]{1,64}$/;

/** The host that the URL names; undefined when it names none. Addresses are written in their canonical form. */
export function useHost(): HostName | undefined {
  const params = useSearchParams();
  const addr = params.get("addr") ?? "";
  const interfaceId = params.get("interface_id") ?? "";
  return useMemo(() => {
    const address = parseAddress(addr.trim());
    if (address !== undefined) return { addr: printAddress(address) };
    return INTERFACE.test(interfaceId) ? { interface_id: interfaceId } : undefined;
  }, [addr, interfaceId]);
}
