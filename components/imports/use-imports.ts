"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import type { Import } from "@/lib/api/contract";
import { importsQuery, isUnderWay, RECORDS_KEY } from "@/lib/api/queries";
import { onArrival } from "./upload-store";

/** Key of the list of imports: invalidate it when one is started, cancelled or removed. */
export const IMPORTS_KEY = ["imports"] as const;

/** All imports, newest first, asked again while one runs. */
export function useImports() {
  return useQuery(importsQuery());
}

/** Imports that ended since the caller was last drawn with them under way. */
function justEnded(before: ReadonlyMap<string, Import["state"]>, now: readonly Import[]): Import[] {
  return now.filter((one) => {
    const state = before.get(one.id);
    return state !== undefined && isUnderWay(state) && !isUnderWay(one.state);
  });
}

/**
 * Keeps the page in step with imports: asks for the list when an upload has arrived, and makes everything that reads
 * records ask again when an import ends or goes. Used once, in the shell.
 * @param onEnded called with the imports that have just ended.
 */
export function useImportWatch(onEnded: (ended: readonly Import[]) => void): void {
  const client = useQueryClient();
  const { data } = useImports();
  const states = useRef<ReadonlyMap<string, Import["state"]> | undefined>(undefined);
  const tell = useEffectEvent(onEnded);

  useEffect(() => onArrival(() => void client.invalidateQueries({ queryKey: IMPORTS_KEY })), [client]);

  useEffect(() => {
    if (!data) return;
    const before = states.current;
    states.current = new Map(data.imports.map((one) => [one.id, one.state]));
    if (!before) return;
    const ended = justEnded(before, data.imports);
    const gone = [...before].some(([id, state]) => state === "done" && !states.current?.has(id));
    // An import can begin and end between two looks at the list; then it is new and done at once.
    const cameDone = data.imports.some((one) => one.state === "done" && !before.has(one.id));
    if (ended.some((one) => one.state === "done") || gone || cameDone) {
      void client.invalidateQueries({ queryKey: RECORDS_KEY });
    }
    const news = data.imports.filter((one) => !before.has(one.id) && !isUnderWay(one.state));
    if (ended.length + news.length > 0) tell([...ended, ...news]);
  }, [client, data]);
}
