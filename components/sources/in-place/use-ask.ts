"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "@/lib/api/client";
import type { Insights, InsightsRequest } from "@/lib/api/contract";

/** An answer with the question that it was paid for. */
export interface Asked {
  readonly request: InsightsRequest;
  readonly answer: Insights;
}

const LAST = ["in-place"] as const;

/**
 * Asks when told to and never by itself, since every question costs. Leaving the page stops what is under way, and with
 * it the queries in AWS; the last answer is kept for a while, so that coming back does not cost again.
 */
export function useAsk() {
  const client = useQueryClient();
  const [last, setLast] = useState<Asked | undefined>(() => client.getQueryData<Asked>(LAST));
  const controller = useRef<AbortController | null>(null);
  const [stopped, setStopped] = useState(false);
  const mutation = useMutation({
    mutationFn: (request: InsightsRequest) => {
      const next = new AbortController();
      controller.current = next;
      return api.askInPlace(request, next.signal);
    },
    onSuccess: (answer, request) => {
      const asked = { request, answer };
      client.setQueryData<Asked>(LAST, asked);
      setLast(asked);
    },
  });
  useEffect(() => () => controller.current?.abort(), []);
  return {
    last,
    running: mutation.isPending,
    /** True after Stop, until the next question. */
    stopped,
    error: stopped ? null : mutation.error,
    ask: (request: InsightsRequest) => {
      setStopped(false);
      mutation.mutate(request);
    },
    stop: () => {
      setStopped(true);
      controller.current?.abort();
    },
    /** Forgets what went wrong. */
    clear: () => {
      setStopped(false);
      if (mutation.error) mutation.reset();
    },
  } as const;
}
