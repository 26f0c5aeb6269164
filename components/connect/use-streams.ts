import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { awsLogStreamsQuery } from "@/lib/api/queries-aws";
import type { Place } from "./use-place";

/** AWS takes so many names of streams in one request (FilterLogEvents, logStreamNames). */
export const MOST_STREAMS = 100;

/**
 * The streams of a log group and which of them are chosen. A search looks through what is known; only a group with more
 * streams than are read at once is asked again.
 */
export function useStreams(place: Place, group: string, enabled: boolean) {
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const first = useQuery({ ...awsLogStreamsQuery({ ...place, log_group: group }), enabled });
  const asked = useDeferredValue(search.trim());
  const again = (first.data?.more ?? false) && asked !== "";
  const found = useQuery({
    ...awsLogStreamsQuery({ ...place, log_group: group, search: asked }),
    enabled: enabled && again,
    placeholderData: keepPreviousData,
  });
  const answer = again ? (found.data ?? first.data) : first.data;
  const wanted = asked.toLowerCase();
  const streams = (answer?.streams ?? []).filter(({ name }) => name.toLowerCase().includes(wanted));
  const names = streams.map(({ name }) => name);
  return {
    search,
    setSearch,
    chosen,
    streams,
    /** How many there are in all; null while that is not known. */
    total: first.data?.streams && !first.data.more ? first.data.streams.length : null,
    more: answer?.more ?? false,
    failures: first.data?.failures ?? [],
    error: first.error ?? found.error,
    waiting: first.isPending || (again && found.isFetching),
    retry: () => void first.refetch(),
    toggle: (name: string) => {
      const next = new Set(chosen);
      if (!next.delete(name)) next.add(name);
      setChosen(next);
    },
    chooseFound: () => setChosen(new Set([...chosen, ...names].slice(0, MOST_STREAMS))),
    clear: () => setChosen(new Set()),
  };
}
