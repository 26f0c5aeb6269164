"use client";

import { useMemo } from "react";
import { SectionNav } from "@/components/connect/section-nav";
import { checkChoice } from "@/lib/setup";
import { DestinationForm } from "./destination-form";
import { FieldsPanel } from "./fields-panel";
import { ScopeForm } from "./scope-form";
import { TextsPanel } from "./texts-panel";
import { useSetup } from "./use-setup";

/** How to create a flow log: a choice, and the texts that follow from it. It asks no server for anything. */
export function SetupPage() {
  const { choice, show, change, setShow } = useSetup();
  const result = useMemo(() => checkChoice(choice), [choice]);
  const problems = result.ok ? [] : result.problems;
  const form = { choice, problems, change };
  return (
    <div className="flex max-w-[1264px] flex-col gap-3 p-3">
      <SectionNav />
      <header>
        <h1 className="font-medium text-title">Set up a flow log</h1>
        <p className="max-w-[80ch] text-data text-muted">
          Choose what AWS is to log and where to. This page writes down how to create it, and changes nothing by itself:
          no AWS credentials are needed here.
        </p>
      </header>
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(340px,420px)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-[calc(var(--bar-height)+12px)]">
          <ScopeForm {...form} />
          <DestinationForm {...form} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <TextsPanel result={result} show={show} onShow={setShow} />
          <FieldsPanel {...form} />
        </div>
      </div>
    </div>
  );
}
