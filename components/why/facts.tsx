"use client";

import { ArrowLeftRight } from "lucide-react";
import type { ReactNode } from "react";
import { useByteUnits } from "@/components/providers/preferences";
import { Button, SegmentedControl } from "@/components/ui";
import { useZone } from "@/components/view";
import type { Conversation } from "@/lib/api/contract";
import { formatBytes, formatExact, formatSpan, formatZone } from "@/lib/view";
import type { WhyQuestion } from "./why-href";

const GUESS: Readonly<Record<Conversation["role"]["confidence"], string>> = {
  high: "is the client",
  medium: "is likely the client",
  low: "may be the client",
};

function Fact({ name, children, title }: { name: string; children: ReactNode; title?: string }) {
  return (
    <div className="min-w-0 bg-surface px-3 py-2" title={title}>
      <dt className="text-label text-muted">{name}</dt>
      <dd className="figures text-data">{children}</dd>
    </div>
  );
}

const COUNTS = [
  { value: "once", label: "Count once" },
  { value: "interface", label: "At each interface" },
] as const;

interface FactsProps {
  conversation: Conversation;
  question: WhyQuestion;
  onChange: (change: Partial<WhyQuestion>) => void;
}

/** Who is the client and how that is known, with a button that turns it round. */
export function Roles({ conversation, question, onChange }: FactsProps) {
  const { client, server, role } = conversation;
  const chosen = question.client !== "";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-data text-muted">
      <span className="min-w-0">
        <span className="figures text-text">{client.addr}</span>{" "}
        {chosen ? "is taken as the client" : GUESS[role.confidence]}. {role.why}
      </span>
      <Button size="small" onClick={() => onChange({ client: chosen ? "" : server.addr })}>
        <ArrowLeftRight aria-hidden className="size-3.5" />
        {chosen ? "Let the records decide" : `Take ${server.addr} as the client`}
      </Button>
    </div>
  );
}

/** What the conversation adds up to. */
export function Facts({ conversation, question, onChange }: FactsProps) {
  const zone = useZone();
  const units = useByteUnits();
  const { attempts, accepted, rejected, to_server, to_client, first_start, last_end, logged_twice } = conversation;
  const share = Math.round(logged_twice.share * 100);
  const from = first_start ?? last_end;
  return (
    <div className="-mx-3 -mb-3 mt-3 overflow-hidden rounded-b-panel">
      <dl
        aria-label="What it adds up to"
        className="grid grid-cols-2 gap-px overflow-hidden border-t bg-line sm:grid-cols-3 lg:grid-cols-6"
      >
        <Fact name="Attempts">{formatExact(attempts)}</Fact>
        <Fact name="Accepted records">{formatExact(accepted)}</Fact>
        <Fact name="Rejected records">{formatExact(rejected)}</Fact>
        <Fact name="To the server" title={`${formatExact(to_server.bytes)} bytes`}>
          {formatBytes(to_server.bytes, units)}
        </Fact>
        <Fact name="To the client" title={`${formatExact(to_client.bytes)} bytes`}>
          {formatBytes(to_client.bytes, units)}
        </Fact>
        <Fact name="When">
          {from === null ? "-" : `${formatSpan(from, last_end ?? from, zone)} ${formatZone(zone, from)}`}
        </Fact>
      </dl>
      {conversation.path.length > 1 ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t px-3 py-2 text-label text-muted">
          <SegmentedControl
            label="How to count"
            value={question.count}
            options={COUNTS}
            onChange={(count) => onChange({ count })}
          />
          <span>
            {share > 0 ? (
              <>
                <span className="figures">{share} %</span> of the bytes are logged at more than one interface.{" "}
              </>
            ) : null}
            {question.count === "once" ? "They are counted once." : "They are counted at each."}
          </span>
        </div>
      ) : null}
    </div>
  );
}
