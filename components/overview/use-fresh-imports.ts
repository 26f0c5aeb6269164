"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { importsQuery, RECORDS_KEY } from "@/lib/api/queries";
import { toNumber } from "@/lib/view";

/**
 * Asks everything in sight again when an import has ended, so that its records appear without a reload.
 * @param stored how many lines the page believes are stored.
 */
export function useFreshImports(stored: number | undefined): void {
  const client = useQueryClient();
  const { data } = useQuery(importsQuery());
  const ended = data?.imports.filter(({ ended_at }) => ended_at !== null).length;
  // An import can end between the page's first two questions: then the store looks empty although it is not.
  const missed = stored === 0 && data?.imports.some(({ state, flows }) => state === "done" && toNumber(flows) > 0);
  const before = useRef(ended);
  useEffect(() => {
    if (before.current !== undefined && ended !== undefined && ended !== before.current) {
      void client.invalidateQueries({ queryKey: RECORDS_KEY });
    }
    before.current = ended;
  }, [client, ended]);
  useEffect(() => {
    if (missed) void client.invalidateQueries({ queryKey: RECORDS_KEY });
  }, [client, missed]);
}
