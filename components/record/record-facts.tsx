"use client";

import { MinusCircle, PlusCircle } from "lucide-react";
import { IconButton } from "@/components/ui";
import { useFilterTerms, useZone } from "@/components/view";
import type { FlowRecord } from "@/lib/api/contract";
import { absentFields, type Fact, factsOf } from "@/lib/record";
import { Section } from "./section";

/** Every field that the record has a value for, with AWS's meaning, and a way to filter by it. */
export function RecordFacts({ record }: { record: FlowRecord }) {
  const zone = useZone();
  const absent = absentFields(record);
  return (
    <>
      {factsOf(record, zone).map((group) => (
        <Section key={group.title} title={group.title}>
          <dl>
            {group.facts.map((fact) => (
              <FactRow key={fact.field.column} fact={fact} value={record[fact.field.column] ?? null} />
            ))}
          </dl>
        </Section>
      ))}
      <div className="border-t px-4 py-3 text-label text-muted">
        <p>
          From <span className="figures">{record.source}</span>, line <span className="figures">{record.line}</span>.
          {absent.length > 0 ? ` ${absent.length} fields of AWS are not in this record.` : ""}
        </p>
        {absent.length > 0 ? (
          <details className="mt-1">
            <summary>Which ones</summary>
            <p className="figures mt-1 leading-5">{absent.map((field) => field.name).join("  ")}</p>
          </details>
        ) : null}
      </div>
    </>
  );
}

function FactRow({ fact, value }: { fact: Fact; value: string | number | null }) {
  const { add } = useFilterTerms();
  const { field } = fact;
  const text = value === null ? null : String(value);
  const meaning = fact.valueMeaning ? `${capital(fact.valueMeaning)}. ${field.meaning}` : field.meaning;
  return (
    <div className="group grid grid-cols-[8.5rem_minmax(0,1fr)_auto] gap-x-3 border-t py-1.5 first:border-t-0">
      <dt className="figures pt-px text-label text-muted leading-5">{field.name}</dt>
      <dd className="min-w-0">
        <p className="figures break-all text-data">{fact.text}</p>
        <p className="text-label text-muted">{meaning}</p>
      </dd>
      <dd className="flex self-start opacity-60 focus-within:opacity-100 group-hover:opacity-100">
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

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
