"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { InputHead } from "@/components/ui/input-row";
import { api } from "@/lib/api/client";
import type { Source, SourceList as Sources } from "@/lib/api/contract";
import { SOURCES_KEY } from "@/lib/api/queries";
import { RemoveSourceDialog } from "./remove-source-dialog";
import { SourceRow } from "./source-row";

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** The present in epoch seconds, read again every five seconds. */
function useNow(): number {
  const [now, setNow] = useState(nowSeconds);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowSeconds()), 5000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The list of sources with what can be done about each. */
export function SourceList({ sources }: { sources: readonly Source[] }) {
  const client = useQueryClient();
  const now = useNow();
  const [removing, setRemoving] = useState<Source | undefined>(undefined);
  const change = useMutation({
    mutationFn: ({ id, act }: { id: string; act: "pause" | "resume" }) =>
      act === "pause" ? api.pauseSource(id) : api.resumeSource(id),
    onSuccess: (changed) => {
      client.setQueryData<Sources>(SOURCES_KEY, (list) =>
        list ? { sources: list.sources.map((one) => (one.id === changed.id ? changed : one)) } : list,
      );
      void client.invalidateQueries({ queryKey: SOURCES_KEY });
    },
  });
  return (
    <>
      {change.error ? (
        <p role="alert" className="border-b px-3 py-2 text-danger text-data">
          {change.error.message}
        </p>
      ) : null}
      <InputHead name="From" size="Read" time="In step" />
      <ul>
        {sources.map((source) => (
          <SourceRow
            key={source.id}
            source={source}
            now={Math.max(now, source.created_at)}
            busy={change.isPending && change.variables.id === source.id}
            onPause={() => change.mutate({ id: source.id, act: "pause" })}
            onResume={() => change.mutate({ id: source.id, act: "resume" })}
            onRemove={() => setRemoving(source)}
          />
        ))}
      </ul>
      <RemoveSourceDialog target={removing} onClose={() => setRemoving(undefined)} />
    </>
  );
}
