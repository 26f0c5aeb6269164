"use client";

import { useQuery } from "@tanstack/react-query";
import { PageGate } from "@/components/overview/page-gate";
import { PanelError, Skeleton } from "@/components/ui";
import { useScope } from "@/components/view";
import { ApiProblem } from "@/lib/api/client";
import { conversationQuery } from "@/lib/api/queries";
import { Answer } from "./answer";
import { AskForm } from "./ask-form";
import { Examples } from "./examples";
import { useQuestion } from "./use-question";

function Waiting() {
  return (
    <div
      role="status"
      aria-label="Loading the verdict"
      className="hairline-panel space-y-3 p-3"
      style={{ minHeight: 420 }}
    >
      <Skeleton className="h-5 w-56" />
      <Skeleton className="h-5 w-full max-w-[80ch]" />
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-28 w-full" />
    </div>
  );
}

/** The part that asks: it stands inside the gate, where something is stored. */
function Content() {
  const [question, change] = useQuestion();
  const { params, ready } = useScope();
  const { a, b, port, protocol, client, count } = question;
  const { q: _, ...place } = params;
  const asked = a !== "" && b !== "";
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...conversationQuery({
      ...place,
      a,
      b,
      count,
      ...(port ? { port: Number(port) } : {}),
      ...(protocol ? { protocol } : {}),
      ...(client ? { client } : {}),
    }),
    enabled: ready && asked,
  });
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  const inForm = ["a", "b", "port"].includes(problem?.parameter ?? "");
  return (
    <>
      <AskForm key={[a, b, port, protocol].join(" ")} question={question} problem={problem} onAsk={change} />
      {params.q ? (
        <p className="px-1 text-label text-muted">
          The filter does not narrow this page: a verdict on a part of the records would be wrong.
        </p>
      ) : null}
      {!asked ? (
        <Examples />
      ) : error ? (
        inForm ? null : (
          <div className="hairline-panel p-3">
            <PanelError message={error.message} onRetry={() => void refetch()} />
          </div>
        )
      ) : data ? (
        <Answer conversation={data} question={question} stale={isPlaceholderData} onChange={change} />
      ) : (
        <Waiting />
      )}
    </>
  );
}

/** Asks about two addresses, a port and a protocol. The URL keeps the question. */
export function WhyPage() {
  return (
    <PageGate title="Why can't A reach B?" headed className="max-w-[1240px]">
      <Content />
    </PageGate>
  );
}
