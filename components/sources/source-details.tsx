"use client";

import Link from "next/link";
import { buttonClass, FieldName } from "@/components/ui";
import { Fact } from "@/components/ui/fact";
import { useView, useZone } from "@/components/view";
import type { Source } from "@/lib/api/contract";
import { formatBytes, formatExact, formatSpan, formatTime, formatZone } from "@/lib/view";
import { ReadTimelineView } from "./read-timeline";
import { placeOf, sayFormatSource } from "./source-words";
import type { ReadTimeline } from "./timeline";

/** Failed spans shown at most. */
const MOST = 20;

/** All that is known about a source: counts, where and how it reads, field orders, and what failed with the reason. */
export function SourceDetails({ source, timeline }: { source: Source; timeline: ReadTimeline }) {
  const zone = useZone();
  return (
    <div className="space-y-4">
      <dl className="grid grid-cols-2 gap-x-8 gap-y-3 sm:flex sm:flex-wrap">
        <Fact name="Flow records">{formatExact(source.flows)}</Fact>
        <Fact name="NODATA">{formatExact(source.nodata)}</Fact>
        <Fact name="SKIPDATA">{formatExact(source.skipdata)}</Fact>
        <Fact name="Unparsed lines">{formatExact(source.unparsed)}</Fact>
        <Fact name="Read from AWS">{formatBytes(source.bytes_read)}</Fact>
        <Fact name={`Since (${formatZone(zone, source.created_at)})`}>
          {source.since === null ? "everything there is" : formatTime(source.since, zone)}
        </Fact>
        <Fact name="Until">
          {source.follow ? "goes on" : source.until === null ? "when it was added" : formatTime(source.until, zone)}
        </Fact>
        <Fact name="Added">{formatTime(source.created_at, zone)}</Fact>
        <Fact name="Id">{source.id}</Fact>
        {source.role_arn ? <Fact name="Role">{source.role_arn}</Fact> : null}
        {source.queue_url ? <Fact name="Queue">{source.queue_url}</Fact> : null}
      </dl>
      {source.streams && source.streams.length > 0 ? (
        <div>
          <h3 className="mb-1 text-label text-muted">Streams</h3>
          <p className="figures flex flex-wrap gap-x-3 gap-y-1 text-data">
            {source.streams.map((stream) => (
              <span key={stream}>{stream}</span>
            ))}
          </p>
        </div>
      ) : null}
      <Formats source={source} />
      <ReadTimelineView timeline={timeline} name={placeOf(source)} />
      {source.failed.length > 0 ? <FailedSpans source={source} zone={zone} /> : null}
      {source.kind === "cloudwatch" ? <AskInPlace id={source.id} /> : null}
    </div>
  );
}

/** The way to ask the group itself, for what was not copied. */
function AskInPlace({ id }: { id: string }) {
  const { href } = useView();
  const page = href("/sources/ask");
  return (
    <Link
      href={`${page}${page.includes("?") ? "&" : "?"}of=${encodeURIComponent(id)}`}
      className={buttonClass("secondary", "small")}
    >
      Ask the group in place
    </Link>
  );
}

function Formats({ source }: { source: Source }) {
  const formats = source.formats.length > 0 ? source.formats : [{ ...source, flow_log_id: null }];
  return formats
    .filter((format) => format.fields.length > 0)
    .map((format) => {
      const how = sayFormatSource(source.formats.length > 1 ? null : source.format_source);
      return (
        <div key={`${format.flow_log_id} ${format.fields.join(" ")}`}>
          <h3 className="mb-1 text-label text-muted">
            {format.fields.length} fields in this order
            {format.flow_log_id ? (
              <>
                , from the format of flow log <span className="figures">{format.flow_log_id}</span>
              </>
            ) : how ? (
              `, ${how}`
            ) : null}
          </h3>
          <p className="figures flex flex-wrap gap-x-3 gap-y-1 text-data">
            {format.fields.map((name) => (
              <FieldName key={name} name={name}>
                {name}
              </FieldName>
            ))}
          </p>
        </div>
      );
    });
}

function FailedSpans({ source, zone }: { source: Source; zone: string }) {
  const shown = source.failed.slice(0, MOST);
  return (
    <div>
      <div className="rounded-control border">
        <table aria-label="What could not be read" className="w-full text-left text-data">
          <thead className="text-faint text-label">
            <tr>
              <th scope="col" className="px-2 py-1 font-normal">
                Range
              </th>
              <th scope="col" className="px-2 py-1 font-normal">
                Reason
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((span) => (
              <tr key={`${span.from} ${span.to} ${span.reason}`} className="border-t align-top">
                <td className="figures px-2 py-1">{formatSpan(span.from, span.to, zone)}</td>
                <td className="wrap-anywhere px-2 py-1 text-muted">{span.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-1 text-label text-muted">
        {source.failed.length > shown.length ? `The first ${MOST} of ${formatExact(source.failed.length)}. ` : ""}
        {source.state === "paused" ? "Tried again when it is resumed." : "Tried again by itself; Resume tries at once."}
      </p>
    </div>
  );
}
