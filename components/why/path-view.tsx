"use client";

import { ArrowDown, ArrowRight } from "lucide-react";
import { Fragment } from "react";
import { HostLink } from "@/components/host/host-link";
import { cx } from "@/components/ui";
import type { Conversation, PathInterface } from "@/lib/api/contract";
import { sayPort } from "@/lib/record";
import { formatExact } from "@/lib/view";

const PLACES: Readonly<Record<PathInterface["place"], string>> = {
  client: "The client's interface",
  middle: "On the way",
  unknown: "Interface, whose is not told",
  server: "The server's interface",
};

function Arrow() {
  return (
    <li aria-hidden className="flex items-center justify-center text-faint">
      <ArrowRight className="size-4 max-lg:hidden" />
      <ArrowDown className="size-4 lg:hidden" />
    </li>
  );
}

function End({ title, address, note }: { title: string; address: string; note: string }) {
  return (
    <li className="min-w-0 rounded-control border border-dashed px-3 py-2">
      <span className="block text-faint text-label">{title}</span>
      <HostLink host={{ addr: address }} className="text-data" />
      <span className="figures block text-label text-muted">{note}</span>
    </li>
  );
}

interface WayProps {
  label: string;
  accepted: number;
  rejected: number;
}

/** What became of one direction at an interface. */
function Way({ label, accepted, rejected }: WayProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 border-t py-1 text-label">
      <dt className="text-muted">{label}</dt>
      <dd className="figures flex flex-wrap gap-x-2">
        {accepted === 0 && rejected === 0 ? <span className="text-faint">none logged</span> : null}
        {accepted > 0 ? (
          <span className="inline-flex items-center gap-1 text-accept-text">
            <span aria-hidden className="size-2 rounded-[2px] bg-accept" />
            {formatExact(accepted)} accepted
          </span>
        ) : null}
        {rejected > 0 ? (
          <span className="inline-flex items-center gap-1 text-reject-text">
            <span aria-hidden className="hatch-reject size-2 rounded-[2px]" />
            {formatExact(rejected)} rejected
          </span>
        ) : null}
      </dd>
    </div>
  );
}

function Stop({ at, decides }: { at: PathInterface; decides: boolean }) {
  return (
    <li
      className={cx(
        "min-w-0 rounded-control border bg-surface px-3 pt-2 pb-1",
        decides && "border-line-strong outline-1 outline-line-strong",
      )}
    >
      <span className="flex flex-wrap items-baseline justify-between gap-x-2 text-faint text-label">
        {PLACES[at.place]}
        {decides ? <span className="text-text">decides it</span> : null}
      </span>
      {at.id === "" ? (
        <span className="block text-data text-muted">not named in the log</span>
      ) : (
        <HostLink host={{ interface_id: at.id }} className="text-data" />
      )}
      <span className="figures block pb-1 text-label text-muted">{at.subnet ?? "no subnet-id in the log"}</span>
      <dl>
        <Way label="Requests" accepted={Number(at.accepted)} rejected={Number(at.rejected)} />
        <Way label="Replies" accepted={Number(at.replies_accepted)} rejected={Number(at.replies_rejected)} />
      </dl>
    </li>
  );
}

/** The way from the client to the server, through the interfaces that logged it. */
export function PathView({ conversation }: { conversation: Conversation }) {
  const { client, server, protocol, path, verdict } = conversation;
  const ports = Number(client.ports);
  const port = server.port === null || server.port === 0 ? "" : sayPort(server.port, protocol ?? undefined);
  return (
    <ol aria-label="The way from the client to the server" className="flex gap-2 max-lg:flex-col lg:items-center">
      <End
        title="Client"
        address={client.addr}
        note={port === "" ? "" : `${formatExact(client.ports)} ${ports === 1 ? "port" : "ports"}`}
      />
      {path.map((at) => (
        <Fragment key={at.id}>
          <Arrow />
          <Stop at={at} decides={at.id !== "" && at.id === verdict.interface_id} />
        </Fragment>
      ))}
      <Arrow />
      <End title="Server" address={server.addr} note={port} />
    </ol>
  );
}
