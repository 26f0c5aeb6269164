"use client";

import { Panel } from "@/components/ui";
import { NextSteps, Prose, Reasons, VerdictLine } from "@/components/verdict";
import type { Conversation } from "@/lib/api/contract";
import { Attempts } from "./attempts";
import { Facts, Roles } from "./facts";
import { missingOf } from "./missing";
import { PathView } from "./path-view";
import type { WhyQuestion } from "./why-href";

interface AnswerProps {
  conversation: Conversation;
  question: WhyQuestion;
  stale: boolean;
  onChange: (change: Partial<WhyQuestion>) => void;
}

/** The verdict, the way the packets took, why, what would make it surer, and what to do. */
export function Answer({ conversation, question, stale, onChange }: AnswerProps) {
  const { verdict, timeline, path } = conversation;
  const missing = missingOf(conversation);
  const found = path.length > 0;
  return (
    <>
      <Panel title="Verdict" stale={stale}>
        <div className="space-y-2" role="status">
          <VerdictLine verdict={verdict} />
          <p className="max-w-[90ch] text-body leading-6 [overflow-wrap:anywhere]">
            <Prose text={verdict.sentence} />
          </p>
          {found ? <Roles conversation={conversation} question={question} onChange={onChange} /> : null}
        </div>
        {found ? <Facts conversation={conversation} question={question} onChange={onChange} /> : null}
      </Panel>
      {found ? (
        <Panel title="The way it took" stale={stale}>
          <PathView conversation={conversation} />
          {timeline.points.length > 1 ? (
            <div className="mt-4">
              <Attempts timeline={timeline} />
            </div>
          ) : null}
        </Panel>
      ) : null}
      <div className="grid gap-3 lg:grid-cols-2 lg:items-start">
        <div className="flex flex-col gap-3">
          <Panel title="Why" stale={stale}>
            <Reasons evidence={verdict.evidence} />
          </Panel>
          {missing.length > 0 ? (
            <Panel title="What is missing to be sure" stale={stale}>
              <ul className="space-y-1.5 text-data text-muted leading-5">
                {missing.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </Panel>
          ) : null}
        </div>
        {verdict.steps.length > 0 ? (
          <Panel title="What to do" stale={stale}>
            <NextSteps steps={verdict.steps} />
            {verdict.steps.some(({ command }) => command !== null && /[A-Z]{2,}_[A-Z]/.test(command)) ? (
              <p className="mt-3 border-t pt-2 text-label text-muted">
                Words in capitals stand for what a flow log does not hold.
              </p>
            ) : null}
          </Panel>
        ) : null}
      </div>
    </>
  );
}
