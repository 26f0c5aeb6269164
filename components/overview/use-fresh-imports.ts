"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { importsQuery, RECORDS_KEY } from "@/lib/api/queries";

/** Asks everything in sight again when an import has ended, so that its records appear without a reload. */
export function useFreshImports(): void {
  const client = useQueryClient();
  const { data } = useQuery(importsQuery());
  const ended = data?.imports.filter(({ ended_at }) => ended_at !== null).length;
  const before = useRef(ended);
  useEffect(() => {
    if (before.current !== undefined && ended !== undefined && ended !== before.current) {
      void client.invalidateQueries({ queryKey: RECORDS_KEY });
    }
    before.current = ended;
  }, [client, ended]);
}
