"use client";

import Link from "next/link";
import { useView, useZone } from "@/components/view";
import type { Related } from "@/lib/api/contract";
import { axisMoments, type Lanes, lanesOf, type Tick } from "@/lib/record";
import { formatBytes, formatClock, formatDate, formatExact, formatSpan, formatZone } from "@/lib/view";
import { conversationFilter } from "./drill";
import { knownClient } from "./known-client";
import { Section } from "./section";
import { useRecordParam } from "./use-record-param";

/** Both directions of the conversation over time: a tick is a record, refused ones are hatched. */
export function ConversationLanes({ related }: { related: Related }) {
  const zone = useZone();
  const { href } = useView();
  const { record, conversation } = related;
  const here = conversation.records.some((one) => one.id === record.id);
  const lanes = lanesOf(record, here ? conversation.records : [...conversation.records, record], knownClient(related));
  const total = Number(conversation.total);
  const shown = conversation.records.length;
  const count = `${formatExact(total)} ${total === 1 ? "record" : "records"}`;
  return (
    <Section
      title="Conversation"
      note={
        <Link className="text-accent hover:underline" href={href("/explore", { filter: conversationFilter(related) })}>
          {count}
          {shown < total ? `, the first ${formatExact(shown)} drawn` : ""}
        </Link>
      }
    >
      <div className="space-y-1">
        <Lane
          title="Towards the server"
          ends={[lanes.client, lanes.server]}
          lanes={lanes}
          lane="to_server"
          zone={zone}
          totals={related.conversation.to_server}
          current={record.id}
        />
        <Lane
          title="Back to the client"
          ends={[lanes.server, lanes.client]}
          lanes={lanes}
          lane="to_client"
          zone={zone}
          totals={related.conversation.to_client}
          current={record.id}
        />
        <Axis lanes={lanes} zone={zone} />
      </div>
    </Section>
  );
}

interface LaneProps {
  title: string;
  ends: readonly [from: string | undefined, to: string | undefined];
  lanes: Lanes;
  lane: Tick["lane"];
  zone: string;
  totals: Related["conversation"]["to_server"];
  current: string;
}

function Lane({ title, ends, lanes, lane, zone, totals, current }: LaneProps) {
  const ticks = lanes.ticks.filter((tick) => tick.lane === lane);
  const refused = ticks.filter((tick) => tick.refused).length;
  const flows = Number(totals.flows);
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-label text-muted">
        <span title={`${ends[0]} to ${ends[1]}`}>
          {title}, <span className="figures">{ends[1]}</span>
        </span>
        <span className="figures">
          {flows === 0
            ? "nothing logged"
            : `${formatExact(totals.flows)} ${flows === 1 ? "record" : "records"}, ${formatBytes(totals.bytes)}${refused > 0 ? `, ${formatExact(refused)} rejected` : ""}`}
        </span>
      </div>
      <div className="relative h-9 overflow-hidden rounded-control border bg-sunken">
        {ticks.map((tick) => (
          <TickMark key={String(tick.record.id)} tick={tick} lanes={lanes} zone={zone} current={current} />
        ))}
      </div>
    </div>
  );
}

interface TickMarkProps {
  tick: Tick;
  lanes: Lanes;
  zone: string;
  current: string;
}

function TickMark({ tick, lanes, zone, current }: TickMarkProps) {
  const { open } = useRecordParam();
  const span = lanes.to - lanes.from;
  const left = ((tick.start - lanes.from) / span) * 100;
  const width = ((tick.end - tick.start) / span) * 100;
  const id = String(tick.record.id);
  const label = `${tick.refused ? "Rejected" : "Accepted"}, ${formatSpan(tick.start, tick.end, zone)}`;
  return (
    <button
      type="button"
      aria-label={`${label}. Open this record`}
      aria-current={id === current || undefined}
      title={label}
      onClick={() => open(id)}
      className={`absolute inset-y-1 min-w-1 rounded-[2px] ${tick.refused ? "hatch-reject" : "bg-accept"} ${
        id === current ? "z-10 outline-2 outline-text outline-offset-1" : "opacity-75 hover:opacity-100"
      }`}
      style={{ left: `${left}%`, width: `${width}%` }}
    />
  );
}

function Axis({ lanes, zone }: { lanes: Lanes; zone: string }) {
  const moments = axisMoments(lanes.from, lanes.to);
  const span = lanes.to - lanes.from;
  const clock = (moment: number) => formatClock(moment, zone, span < 600);
  const day = formatDate(lanes.from, zone);
  const dayBefore = (index: number) => formatDate(moments[index - 1] ?? lanes.from, zone);
  return (
    <div className="relative h-9" aria-hidden>
      {moments.map((moment, index) => {
        const date = formatDate(moment, zone);
        const text = date === dayBefore(index) ? clock(moment) : `${date.slice(5)} ${clock(moment)}`;
        const half = `${text.length / 2}ch`;
        return (
          <span
            key={moment}
            className="figures absolute -translate-x-1/2 whitespace-nowrap text-faint text-label"
            style={{ left: `clamp(${half}, ${((moment - lanes.from) / span) * 100}%, calc(100% - ${half}))` }}
          >
            {text}
          </span>
        );
      })}
      <span className="figures absolute bottom-0 left-0 text-faint text-label">
        {day} {formatZone(zone, lanes.from)}
      </span>
    </div>
  );
}
