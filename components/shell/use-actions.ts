"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { type HostName, withHost } from "@/components/host/host-href";
import { useScope, useView } from "@/components/view";
import { RECORDS_KEY } from "@/lib/api/queries";
import { ALL_DATA, zoomedOut } from "@/lib/view";

export interface ShellActions {
  /** Asks everything in sight again. */
  refresh(): void;
  /** Three times the range; from a range that cannot grow, all data. */
  zoomOut(): void;
  /** Opens a page with the same filter and range. */
  go(path: string): void;
  /** Opens the page of a host, with the same filter and range. */
  openHost(host: HostName): void;
  /** Puts the cursor into the filter bar. */
  focusFilter(): void;
}

/** What keys, the palette and buttons do alike. */
export function useActions(): ShellActions {
  const client = useQueryClient();
  const router = useRouter();
  const { setView, href } = useView();
  const { span, range } = useScope();
  return useMemo(
    () => ({
      refresh: () => void client.invalidateQueries({ queryKey: RECORDS_KEY }),
      zoomOut: () => {
        if (range.kind === "all") return;
        setView({ range: zoomedOut(span, Math.floor(Date.now() / 1000)) ?? ALL_DATA });
      },
      openHost: (host) => router.push(withHost(href("/host"), host)),
      go: (path) => router.push(href(path)),
      focusFilter: () => document.querySelector<HTMLElement>("[data-filter-bar] :is(.cm-content, input)")?.focus(),
    }),
    [client, router, setView, href, span, range],
  );
}
