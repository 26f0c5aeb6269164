"use client";

import { useQuery } from "@tanstack/react-query";
import { type RefCallback, useCallback, useState } from "react";
import { useScope } from "@/components/view";
import { api } from "@/lib/api/client";
import type { RejectionRow } from "@/lib/api/contract";
import { conversationQuery } from "@/lib/api/queries";
import { protocolName } from "@/lib/flow/protocols";
import { turns } from "./turns";

/** A few at a time: each asks the engine several times, and the page's own questions go first. */
const turn = turns(2);

/** Judges a row by its busiest pair, once it has come into sight. Put `seen` on the element. */
export function useVerdict(busiest: RejectionRow["busiest"]) {
  const { params, ready } = useScope();
  const [inSight, setInSight] = useState(false);
  const seen = useCallback<RefCallback<HTMLElement>>((element) => {
    if (!element) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      setInSight(true);
      observer.disconnect();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const { q: _, ...place } = params;
  const asked = {
    ...place,
    a: busiest?.client ?? "",
    b: busiest?.server ?? "",
    ...(busiest?.port == null ? {} : { port: busiest.port }),
    ...(busiest?.protocol == null ? {} : { protocol: protocolName(busiest.protocol) }),
  };
  const { data, error } = useQuery({
    ...conversationQuery(asked),
    queryFn: ({ signal }) => turn(() => api.conversation(asked, signal), signal),
    placeholderData: undefined,
    enabled: ready && inSight && busiest !== null,
  });
  return { seen, error, waiting: data === undefined && !error, verdict: data?.verdict };
}
