"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { importsQuery, RECORDS_KEY, sourcesQuery } from "@/lib/api/queries";
import { toNumber } from "@/lib/view";

/** What an empty store and the list of imports say together. */
interface MissedImport {
  /** True when an import or a source has brought records. */
  brought: boolean;
  /** True while it is not known yet whether they are there: the store looked empty before they came. */
  asking: boolean;
}

/**
 * An import can end, or a source bring its first records, between the page's first two questions: then the store looks
 * empty although it is not. Asks again in that case; a store that is still empty then has lost its records to retention.
 * For a page that believes that nothing is stored.
 */
export function useMissedImport(): MissedImport {
  const client = useQueryClient();
  const { data } = useQuery(importsQuery());
  const { data: read } = useQuery(sourcesQuery());
  const imported = data?.imports.some(({ state, flows }) => state === "done" && toNumber(flows) > 0) ?? false;
  const brought = imported || (read?.sources.some(({ flows }) => toNumber(flows) > 0) ?? false);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (brought) void client.invalidateQueries({ queryKey: RECORDS_KEY }).then(() => setAsked(true));
  }, [client, brought]);
  return { brought, asking: brought && !asked };
}
