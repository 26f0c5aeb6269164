"use client";

import { useCallback } from "react";
import { FilterBar } from "@/components/filter";
import { useNonce } from "@/components/providers/nonce";
import { useScope, useView } from "@/components/view";
import { api } from "@/lib/api/client";

const VALUES = 20;

/** The filter bar, bound to the view: what is in force, and values that occur in it. */
export function ViewFilter() {
  const { view, setView } = useView();
  const { params } = useScope();
  const nonce = useNonce();
  const loadValues = useCallback(
    async (field: string, prefix: string) => {
      const { values } = await api.values({ ...params, field, prefix, limit: VALUES });
      return values.map(({ value }) => value);
    },
    [params],
  );
  return (
    <FilterBar value={view.filter} onCommit={(filter) => setView({ filter })} loadValues={loadValues} nonce={nonce} />
  );
}
