import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { boundsQuery, importsQuery } from "@/lib/api/queries";
import { presentImport } from "@/lib/ingest/present";
import { askBounds } from "@/lib/query/bounds";
import { getServices } from "@/lib/server/services";
import { showsToken } from "@/lib/server/token";

/** A page never waits longer for what the browser can also ask for itself. */
const PATIENCE_MS = 250;
const MOST_IMPORTS = 50;

/**
 * Hands the first two answers over with the page: what is stored, from when to when, decides which range a link
 * without one stands for, and whether there is anything to show. To those who may see it only.
 */
export async function Prefetched({ children }: { children: ReactNode }) {
  const { engine, imports, settings } = getServices();
  if (settings.token && !showsToken(await headers(), settings.token)) return children;
  const client = new QueryClient();
  const list = imports.list();
  await Promise.all([
    client.prefetchQuery({
      queryKey: boundsQuery().queryKey,
      queryFn: () => askBounds({ engine, signal: AbortSignal.timeout(PATIENCE_MS) }, null),
      retry: false,
    }),
    list.length <= MOST_IMPORTS
      ? client.prefetchQuery({
          queryKey: importsQuery().queryKey,
          queryFn: () => ({ imports: list.map(presentImport) }),
        })
      : null,
  ]);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
