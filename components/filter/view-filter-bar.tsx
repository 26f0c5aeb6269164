"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type Ref, useCallback } from "react";
import { useNonce } from "@/components/providers/nonce";
import { useScope, useView } from "@/components/view";
import { valuesQuery } from "@/lib/api/queries";
import { FilterBar, type FilterBarHandle } from "./filter-bar";
import { otherConditions } from "./other-conditions";

/** The filter bar of the view in the URL. It completes with values that occur in the view's range and other conditions. */
export function ViewFilterBar({ ref }: { ref?: Ref<FilterBarHandle> }) {
  const client = useQueryClient();
  const nonce = useNonce();
  const { view, setView } = useView();
  const { params } = useScope();

  const loadValues = useCallback(
    async (field: string, prefix: string): Promise<readonly string[]> => {
      const { q, ...place } = params;
      const others = q ? otherConditions(q, field) : "";
      const scope = others === "" ? place : { ...place, q: others };
      const answer = await client.fetchQuery(valuesQuery({ ...scope, field, ...(prefix ? { prefix } : {}) }));
      return answer.values.map(({ value }) => value);
    },
    [client, params],
  );

  return (
    <FilterBar
      ref={ref}
      value={view.filter}
      onCommit={(filter) => setView({ filter })}
      loadValues={loadValues}
      nonce={nonce}
    />
  );
}
