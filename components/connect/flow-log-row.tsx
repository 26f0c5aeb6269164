"use client";

import { ChevronRight, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { Badge, cx, FieldName, IconButton } from "@/components/ui";
import { useZone } from "@/components/view";
import type { AwsFlowLog } from "@/lib/api/contract";
import { formatTime, formatZone } from "@/lib/view";
import { AddSource } from "./add-source";
import { sayDestination, sayFields, sayScope, sayTraffic } from "./flow-log-words";
import { targetOf } from "./source-request";
import type { Place } from "./use-place";

function Delivery({ flowLog }: { flowLog: AwsFlowLog }) {
  if (flowLog.delivery_status === "FAILED") {
    return (
      <Badge tone="danger">
        <TriangleAlert aria-hidden className="mr-1 size-3" />
        {flowLog.delivery_error ?? "Delivery failed"}
      </Badge>
    );
  }
  return <Badge>{flowLog.delivery_status === "SUCCESS" ? "Delivers" : "Nothing delivered yet"}</Badge>;
}

function Details({ flowLog }: { flowLog: AwsFlowLog }) {
  const zone = useZone();
  const { created_at, fields } = flowLog;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-data">
      <dt className="text-muted">Flow log</dt>
      <dd className="figures break-all">{flowLog.id}</dd>
      {created_at === null ? null : (
        <>
          <dt className="text-muted">Created</dt>
          <dd className="figures">
            {formatTime(created_at, zone)} {formatZone(zone, created_at)}
          </dd>
        </>
      )}
      {flowLog.destination.kind === "cloudwatch" && flowLog.destination.role_arn ? (
        <>
          <dt className="text-muted">Delivered by</dt>
          <dd className="figures break-all">{flowLog.destination.role_arn}</dd>
        </>
      ) : null}
      <dt className="text-muted">Fields</dt>
      <dd className="flex flex-wrap gap-x-3 gap-y-1">
        {fields === null ? (
          <code className="break-all">{flowLog.log_format}</code>
        ) : (
          fields.map((name) => (
            <FieldName key={name} name={name} className="figures text-data">
              {name}
            </FieldName>
          ))
        )}
      </dd>
    </dl>
  );
}

interface FlowLogRowProps {
  flowLog: AwsFlowLog;
  /** The account that the flow log is of, where that is known. */
  account: string | null;
  place: Place;
  since: string;
}

/** One flow log: what it watches, where it delivers, how that goes, and a button that makes it a source. */
export function FlowLogRow({ flowLog, account, place, since }: FlowLogRowProps) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const name = flowLog.name ?? flowLog.id;
  const [kind, where] = sayDestination(flowLog);
  const target = targetOf(flowLog, { account, region: place.region });
  return (
    <li className="border-t first:border-t-0" data-flow-log={flowLog.id}>
      <div className="grid grid-cols-[1.75rem_minmax(0,1fr)_auto] items-start gap-x-2 gap-y-1 py-2 pr-3 pl-2 lg:grid-cols-[1.75rem_minmax(0,1.1fr)_minmax(0,1.2fr)_minmax(0,1fr)_9rem_9.5rem] lg:gap-x-4">
        <IconButton
          label={open ? `Hide the details of ${name}` : `Show the details of ${name}`}
          size="small"
          aria-expanded={open}
          aria-controls={details}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight aria-hidden className={cx("size-4 transition-transform duration-100", open && "rotate-90")} />
        </IconButton>
        <div className="min-w-0">
          <p className={cx("truncate text-data", flowLog.name === null && "figures")} title={name}>
            {name}
          </p>
          <p className="text-label text-muted">
            {sayScope(flowLog)} <span className="figures break-all">{flowLog.resource_id}</span>
          </p>
        </div>
        <div className="col-start-2 min-w-0 lg:col-auto">
          <p className="figures break-all text-data">{where}</p>
          <p className="text-label text-muted">{kind}</p>
        </div>
        <div className="col-start-2 min-w-0 lg:col-auto">
          <p className="text-data">{sayTraffic(flowLog)}</p>
          <p className="text-label text-muted">{sayFields(flowLog)}</p>
        </div>
        <div className="col-start-2 lg:col-auto">
          <Delivery flowLog={flowLog} />
        </div>
        <div className="col-start-3 row-start-1 flex justify-end lg:col-auto lg:row-auto">
          {target ? (
            <AddSource place={place} target={target} since={since} />
          ) : (
            <span className="text-label text-muted">Cannot be read</span>
          )}
        </div>
      </div>
      <div id={details} hidden={!open} className="border-t bg-sunken/60 px-3 py-3 lg:pl-13">
        {open ? <Details flowLog={flowLog} /> : null}
      </div>
    </li>
  );
}
