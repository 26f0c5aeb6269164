"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { usePlace } from "@/components/connect/use-place";
import { usePageParam, useView } from "@/components/view";
import type { Source } from "@/lib/api/contract";
import { sourcesQuery } from "@/lib/api/queries";
import type { Target } from "./question";

/** Stands for a log group that is no source. */
export const OTHER = "other";
/** The parameter of the address that says which source is asked. */
export const OF = "of";

/** The log group that is asked: a source by the address, or what was typed. */
export function useTarget() {
  const { view } = useView();
  const sources = useQuery(sourcesQuery());
  const groups: readonly Source[] = sources.data?.sources.filter(({ kind }) => kind === "cloudwatch") ?? [];
  const ids = groups.map(({ id }) => id);
  const first = ids.find((id) => id === view.source) ?? ids[0] ?? OTHER;
  const [of, setOf] = usePageParam<string>(OF, [...ids, OTHER], first);
  const { place, setPlace, ready } = usePlace();
  const [logGroup, setLogGroup] = useState("");
  const target: Target =
    of === OTHER
      ? { region: place.region, logGroup, roleArn: place.role_arn, externalId: place.external_id }
      : { source: of };
  return {
    ready: ready && !sources.isPending,
    groups,
    of,
    setOf,
    place,
    // A place keeps its own parameters in the address and drops the others.
    setPlace: (next: typeof place) => {
      setPlace(next);
      setOf(OTHER);
    },
    logGroup,
    setLogGroup,
    target,
  } as const;
}
