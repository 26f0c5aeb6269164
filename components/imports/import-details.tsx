"use client";

import { Button, FieldName } from "@/components/ui";
import { Fact } from "@/components/ui/fact";
import { useZone } from "@/components/view";
import type { Import } from "@/lib/api/contract";
import { formatDuration, formatExact, formatTime, formatZone } from "@/lib/view";
import { sayFormatSource } from "./import-words";
import { UnparsedLines } from "./unparsed-lines";

/** All that is known about an import: counts, times, the order of its fields, and lines that could not be read. */
export function ImportDetails({ one, onFormat }: { one: Import; onFormat: () => void }) {
  const zone = useZone();
  const source = sayFormatSource(one.format_source);
  return (
    <div className="space-y-4">
      <dl className="grid grid-cols-2 gap-x-8 gap-y-3 sm:flex sm:flex-wrap">
        <Fact name="Flow records">{formatExact(one.flows)}</Fact>
        <Fact name="NODATA">{formatExact(one.nodata)}</Fact>
        <Fact name="SKIPDATA">{formatExact(one.skipdata)}</Fact>
        <Fact name="Unparsed lines">{formatExact(one.unparsed)}</Fact>
        <Fact name={`Started (${formatZone(zone, one.created_at)})`}>{formatTime(one.created_at, zone)}</Fact>
        <Fact name="Took">
          {one.ended_at === null ? "still running" : formatDuration(Math.max(1, one.ended_at - one.created_at))}
        </Fact>
      </dl>
      {one.fields && one.fields.length > 0 ? (
        <div>
          <h3 className="mb-1 flex flex-wrap items-center gap-x-3 text-label text-muted">
            {one.fields.length} fields in this order{source ? `, ${source}` : ""}
            {one.format_source === "inferred" && one.state === "done" ? (
              <Button size="small" onClick={onFormat}>
                Change
              </Button>
            ) : null}
          </h3>
          <p className="figures flex flex-wrap gap-x-3 gap-y-1 text-data">
            {one.fields.map((name) => (
              <FieldName key={name} name={name}>
                {name}
              </FieldName>
            ))}
          </p>
        </div>
      ) : null}
      {one.unparsed_samples.length > 0 ? <UnparsedLines one={one} /> : null}
      <p className="figures text-faint text-label">{one.id}</p>
    </div>
  );
}
