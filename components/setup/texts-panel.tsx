"use client";

import { ClipboardList } from "lucide-react";
import { Tabs } from "@/components/ui/tabs";
import {
  type CheckedChoice,
  type CheckResult,
  consoleSteps,
  labelOf,
  readerCliText,
  TEXT_KINDS,
  type TextKind,
  writeSetup,
} from "@/lib/setup";
import { CodeBlock } from "./code-block";
import { controlId } from "./form-props";

const ABOUT: Readonly<Record<TextKind, string>> = {
  console: "What to click in the AWS console, in order.",
  cli: "A script for any shell with the AWS CLI. It stops at the first command that fails.",
  cloudformation: "One stack with all that is needed.",
  terraform: "Configuration for the AWS provider, version 5 or newer.",
  reader: "What Flowglass itself needs to read this flow log. It cannot write or delete anything.",
};

function Steps({ choice }: { choice: CheckedChoice }) {
  return (
    <ol className="flex flex-col gap-5">
      {consoleSteps(choice).map(({ title, actions, paste }, index) => (
        <li key={title} className="flex gap-3">
          <span
            aria-hidden
            className="figures flex size-6 shrink-0 items-center justify-center rounded-full border border-line-strong text-label text-muted"
          >
            {index + 1}
          </span>
          <div className="min-w-0 grow">
            <h3 className="font-medium text-body leading-6">{title}</h3>
            <ul className="mt-1 flex flex-col gap-1 text-data text-muted">
              {actions.map((action) => (
                <li key={action} className="break-words">
                  {action}
                </li>
              ))}
            </ul>
            {paste ? (
              <CodeBlock
                className="mt-2"
                label={`${paste.label} for step ${index + 1}`}
                caption={paste.label}
                text={paste.text}
              />
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function TextOf({ kind, choice }: { kind: TextKind; choice: CheckedChoice }) {
  const { label, file, mediaType, text } = writeSetup(kind, choice);
  return (
    <div className="flex flex-col gap-3 p-3">
      <p className="text-data text-muted">{ABOUT[kind]}</p>
      {kind === "console" ? (
        <>
          <Steps choice={choice} />
          <CodeBlock label="All steps as text" text={text} file={{ name: file, mediaType }} rows={6} />
        </>
      ) : (
        <CodeBlock label={label} text={text} file={{ name: file, mediaType }} />
      )}
      {kind === "reader" ? (
        <CodeBlock label="Command that creates the policy" caption="AWS CLI" text={readerCliText(choice)} />
      ) : null}
    </div>
  );
}

/** What is still missing or wrong; a click leads to it. */
function Missing({ problems }: { problems: Extract<CheckResult, { ok: false }>["problems"] }) {
  return (
    <div className="flex min-h-72 flex-col items-center justify-center gap-3 px-6 py-10 text-center">
      <ClipboardList aria-hidden className="size-6 text-faint" />
      <p className="font-medium text-body">
        {problems.every(({ missing }) => missing)
          ? "The texts are written as soon as these are given"
          : "These need a look first"}
      </p>
      <ul className="flex flex-col gap-1.5 text-data">
        {problems.map(({ part, message }) => (
          <li key={part}>
            <button
              type="button"
              onClick={() => document.getElementById(controlId(part))?.focus()}
              className="text-accent underline-offset-4 hover:underline"
            >
              {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface TextsPanelProps {
  result: CheckResult;
  show: TextKind;
  onShow: (show: TextKind) => void;
}

/** The ways to set the flow log up, one in sight. */
export function TextsPanel({ result, show, onShow }: TextsPanelProps) {
  return (
    <section aria-label="How to create it" className="hairline-panel min-w-0 pt-1">
      <Tabs
        label="Ways to create it"
        value={show}
        onChange={onShow}
        tabs={TEXT_KINDS.map((kind) => ({
          value: kind,
          label: labelOf(kind),
          content: result.ok ? <TextOf kind={kind} choice={result.choice} /> : <Missing problems={result.problems} />,
        }))}
      />
    </section>
  );
}
