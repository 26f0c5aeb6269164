"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useByteUnits } from "@/components/providers/preferences";
import { EmptyState, Panel, SegmentedControl, Skeleton } from "@/components/ui";
import { usePageParam, useScope, useView } from "@/components/view";
import { sankeyQuery } from "@/lib/api/queries";
import { SANKEY_HEIGHT, SankeyFigure } from "./sankey-figure";
import { SankeyTable } from "./sankey-table";
import { sankeySentence } from "./sankey-words";

const STOPS = 10;
const SHOWN = ["drawing", "table"] as const;

/** From whom, over which service, to whom. */
export function SankeyPanel() {
  const { view } = useView();
  const { params, ready } = useScope();
  const units = useByteUnits();
  const summary = useId();
  const [shown, setShown] = usePageParam("bands", SHOWN, "drawing");
  const { measure } = view;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...sankeyQuery({ ...params, measure, limit: STOPS }),
    enabled: ready,
  });
  return (
    <Panel
      title="Sources, services, destinations"
      error={data ? null : error}
      onRetry={() => void refetch()}
      stale={isPlaceholderData}
      minHeight={SANKEY_HEIGHT + 60}
      tools={
        <SegmentedControl
          label="Shown as"
          value={shown}
          onChange={setShown}
          options={[
            { value: "drawing", label: "Drawing" },
            { value: "table", label: "Table" },
          ]}
        />
      }
    >
      {data ? (
        data.links.length > 0 ? (
          <figure aria-describedby={summary}>
            <figcaption id={summary} className="mb-2 text-data text-muted">
              {sankeySentence(data, units)} A source is who asks, a destination who serves; both directions count.
            </figcaption>
            {shown === "table" ? (
              <SankeyTable data={data} />
            ) : (
              <>
                <div className="mb-1 flex justify-between text-faint text-label">
                  <span>Source</span>
                  <span>Service</span>
                  <span>Destination</span>
                </div>
                <SankeyFigure data={data} />
              </>
            )}
          </figure>
        ) : (
          <EmptyState title="No traffic in this range" />
        )
      ) : (
        <Skeleton style={{ height: SANKEY_HEIGHT }} />
      )}
    </Panel>
  );
}
