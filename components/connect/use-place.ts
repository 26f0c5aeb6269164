"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { awsRegionsQuery } from "@/lib/api/queries-aws";
import { parseView, viewHref } from "@/lib/view";

/** Where AWS is asked, as the API takes it. */
export interface Place {
  readonly region: string;
  readonly role_arn: string;
  readonly external_id: string;
}

/** The place that the address says; without a region in it, the one of the server's own configuration. */
export function usePlace() {
  const params = useSearchParams();
  const pathname = usePathname();
  const regions = useQuery(awsRegionsQuery());
  const given = params.get("region");
  const place: Place = {
    region: given ?? regions.data?.default ?? "",
    role_arn: params.get("role") ?? "",
    external_id: params.get("external_id") ?? "",
  };
  const setPlace = useCallback(
    (next: Place) => {
      const entries = [
        ["region", next.region],
        ["role", next.role_arn],
        ["external_id", next.external_id],
      ].filter(([, value]) => value !== "");
      const view = parseView(new URLSearchParams(window.location.search));
      window.history.pushState(null, "", viewHref(pathname, view, Object.fromEntries(entries)));
    },
    [pathname],
  );
  return { place, setPlace, ready: given !== null || !regions.isPending, error: regions.error } as const;
}
