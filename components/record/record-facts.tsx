"use client";

import { MinusCircle, PlusCircle } from "lucide-react";
import { useState } from "react";
import { hostsOf } from "@/components/host/host-href";
import { HostLink } from "@/components/host/host-link";
import { Button, FieldName, IconButton } from "@/components/ui";
import { useFilterTerms, useZone } from "@/components/view";
import type { FlowRecord } from "@/lib/api/contract";
import { absentFields, type Fact, factsOf } from "@/lib/record";
import { formatExact } from "@/lib/view";
import { Section } from "./section";

/** Every field that the record has a value for, with AWS's meaning, and a way to filter by it. */
export function RecordFacts({ record }: { record: FlowRecord }) {
  const zone = useZone();
  const [explained, setExplained] = useState(false);
  const absent = absentFields(record);
  return (
    <Section
      title="Fields"
      note={
        <Button size="small" variant="quiet" aria-pressed={explained} onClick={() => setExplained(!explained)}>
          {explained ? "Hide what they mean" : "Explain all"}
        </Button>
      }
    >
      {factsOf(record, zone).map((group) => (
        <div key={group.title} className="mb-3 last:mb-0">
          <h4 className="mb-0.5 text-faint text-label">{group.title}</h4>
          <dl>
            {group.facts.map((fact) => (
              <FactRow
                key={fact.field.column}
                fact={fact}
                value={record[fact.field.column] ?? null}
                explained={explained}
              />
            ))}
          </dl>
        </div>
      ))}
      <p className="text-label text-muted">
        Line <span className="figures">{formatExact(record.line)}</span> of{" "}
        <span className="figures">{record.source}</span>.
      </p>
      {absent.length > 0 ? (
        <details className="mt-1 text-label text-muted">
          <summary>{absent.length} fields of AWS have no value here</summary>
          <p className="figures mt-1 flex flex-wrap gap-x-3 leading-5">
            {absent.map((field) => (
              <span key={field.name}>{field.name}</span>
            ))}
          </p>
        </details>
      ) : null}
    </Section>
  );
}

interface FactRowProps {
  fact: Fact;
  value: string | number | null;
  /** Show AWS's meaning under the value; else it is told on hover and focus of the name. */
  explained: boolean;
}

function FactRow({ fact, value, explained }: FactRowProps) {
  const { add } = useFilterTerms();
  const { field } = fact;
  const text = value === null ? null : String(value);
  const [host] = hostsOf(field.column, text);
  return (
    <div className="group grid grid-cols-[9rem_minmax(0,1fr)_auto] items-start gap-x-3 border-t py-0.5">
      <dt className="text-label text-muted leading-7">
        <FieldName name={field.name} className="figures">
          {field.name}
        </FieldName>
      </dt>
      <dd className="min-w-0 py-1">
        <p className="break-all text-data">
          {host ? <HostLink host={host}>{fact.text}</HostLink> : <span className="figures">{fact.text}</span>}
          {fact.valueMeaning ? <span className="break-normal text-label text-muted"> {fact.valueMeaning}</span> : null}
        </p>
        {explained ? <p className="text-label text-muted">{field.meaning}</p> : null}
      </dd>
      <dd className="flex opacity-70 focus-within:opacity-100 group-hover:opacity-100">
        <IconButton
          label={`Only ${field.name} ${text}`}
          size="small"
          onClick={() => add([[field.name, text]], "include")}
        >
          <PlusCircle aria-hidden className="size-3.5" />
        </IconButton>
        <IconButton
          label={`Without ${field.name} ${text}`}
          size="small"
          onClick={() => add([[field.name, text]], "exclude")}
        >
          <MinusCircle aria-hidden className="size-3.5" />
        </IconButton>
      </dd>
    </div>
  );
}
