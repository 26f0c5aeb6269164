"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { importsQuery, RECORDS_KEY, sourcesQuery } from "@/lib/api/queries";
import { toNumber } from "@/lib/view";

/**
 * An import can end, or a source bring its first records, between the page's first two questions: then the store looks empty although it is not, and
 * nothing changes any more that would tell. Asks again in that case.
 * @param stored how many lines the page believes are stored.
 */
export function useMissedImport(stored: number | undefined): void {
  const client = useQueryClient();
  const { data } = useQuery(importsQuery());
  const { data: read } = useQuery({ ...sourcesQuery(), enabled: stored === 0 });
  const imported = data?.imports.some(({ state, flows }) => state === "done" && toNumber(flows) > 0);
  const missed = stored === 0 && (imported || read?.sources.some(({ flows }) => toNumber(flows) > 0));
  useEffect(() => {
    if (missed) void client.invalidateQueries({ queryKey: RECORDS_KEY });
  }, [client, missed]);
}
