"use client";

import { useZone } from "@/components/view";
import type { Related } from "@/lib/api/contract";
import { kindOf, plainText, recordSentences } from "@/lib/record";
import { ConversationLanes } from "./conversation-lanes";
import { knownClient } from "./known-client";
import { RecordFacts } from "./record-facts";
import { OtherClients, OtherServices, TriedServices } from "./related-lists";
import { SentenceView } from "./sentence-view";
import { VerdictSection } from "./verdict-section";

const CONFIDENCE = { high: "Certain", medium: "Likely", low: "A guess" } as const;

/** One record told from the top: in plain words, over time, in its fields, and with what surrounds it. */
export function RecordStory({ related, outside }: { related: Related; outside: boolean }) {
  const zone = useZone();
  const { record } = related;
  const known = knownClient(related);
  const [main = [], ...more] = recordSentences(record, zone, known);
  const isFlow = kindOf(record) === "flow";
  return (
    <div data-record-content>
      <div className="px-4 py-4">
        <p className="text-body leading-6">
          <SentenceView sentence={main} />
        </p>
        {more.length > 0 ? (
          <ul className="mt-2 space-y-1 text-data text-muted">
            {more.map((sentence) => (
              <li key={plainText(sentence)}>
                <SentenceView sentence={sentence} />
              </li>
            ))}
          </ul>
        ) : null}
        {isFlow && known && related.server ? (
          <p className="mt-2 text-data text-muted">
            {CONFIDENCE[known.confidence]}: <span className="figures">{related.client}</span> is the client. {known.why}
          </p>
        ) : null}
        {outside ? (
          <p className="mt-2 text-data text-warning">
            This record lies outside of the range in view, so what follows is about all data.
          </p>
        ) : null}
      </div>
      {isFlow && related.client && related.server ? (
        <>
          {record.action === "REJECT" ? <VerdictSection related={related} outside={outside} /> : null}
          <ConversationLanes related={related} />
        </>
      ) : null}
      {isFlow ? (
        <>
          <TriedServices related={related} />
          <OtherClients related={related} />
          <OtherServices related={related} />
        </>
      ) : null}
      <RecordFacts record={record} />
    </div>
  );
}
