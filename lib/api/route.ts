import type { z } from "zod";
import type { Engine } from "@/lib/engine/engine";
import { storeChanges } from "@/lib/ingest/changes";
import { authorise } from "@/lib/server/auth";
import { getServices } from "@/lib/server/services";
import { issueSentence } from "./issue";
import { problem, problemFrom } from "./problem";
import { SharedAnswers } from "./shared-answers";
import { sharedStatements } from "./shared-statements";

export { ProblemError, problem } from "./problem";

/** What requests share belongs to the store that gave it. */
interface Sharing {
  readonly answers: SharedAnswers;
  /** The engine whose statements are shared. */
  readonly engine: Engine;
}

const sharing = new WeakMap<Engine, Sharing>();

function sharedBy(engine: Engine): Sharing {
  const known = sharing.get(engine) ?? {
    answers: new SharedAnswers(),
    engine: sharedStatements(engine, () => storeChanges.revision),
  };
  sharing.set(engine, known);
  return known;
}

/**
 * Node forgets to abort the signal of a Request that nothing refers to any more: whoever holds the signal must hold its
 * request too, or a question would go on for a page that was closed.
 */
const requestOf = new WeakMap<AbortSignal, Request>();

/** The request's signal, for as long as somebody listens to it. */
function lastingSignal(request: Request): AbortSignal {
  const { signal } = request;
  requestOf.set(signal, request);
  return signal;
}

/** What a handler works with. */
export interface RouteContext<Params> {
  readonly request: Request;
  /** The query string and the path's variables, checked. */
  readonly params: Params;
  readonly engine: Engine;
  /** Aborted when the caller is gone: hand it to every statement. */
  readonly signal: AbortSignal;
  /** The clock, in epoch seconds, read once. */
  readonly now: number;
}

/** What one endpoint does: the schema of its parameters, and the answer. */
export interface RouteDefinition<Schema extends z.ZodType> {
  readonly params: Schema;
  /** Gives what is sent as JSON, or a whole Response. Throw ProblemError, QuestionError or EngineError to end with a problem. */
  readonly answer: (context: RouteContext<z.output<Schema>>) => Promise<unknown>;
  /** The answer depends on the parameters and the store alone: equal questions share it until the store changes. */
  readonly shared?: boolean;
  /** Who is asked whether the request may go on. */
  readonly authorise?: typeof authorise;
}

/** Next's second argument: the variables of the path. */
interface PathVariables {
  readonly params: Promise<Record<string, string | string[] | undefined>>;
}

/** A request handler of Next. */
export type Handler = (request: Request, path?: PathVariables) => Promise<Response>;

/** JSON that no cache keeps: answers change with every import. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}

/** The first thing that is wrong with the parameters, as a problem. */
function parameterProblem(error: z.ZodError): Response {
  const issue = error.issues[0];
  const parameter = issue?.path.map(String).join(".") ?? "";
  const missing = issue?.code === "invalid_type" && issue.message.includes("undefined");
  const detail = missing
    ? `The parameter ${parameter} is missing.`
    : `${parameter}: ${issue ? issueSentence(issue) : "wrong"}`;
  return problem(400, detail, { parameter });
}

/**
 * Makes the handler of one endpoint: asks who may, checks the parameters, answers, and turns whatever goes wrong into
 * a problem document (RFC 9457). Every handler of the API goes through it.
 */
export function route<Schema extends z.ZodType>(definition: RouteDefinition<Schema>): Handler {
  return async (request, path) => {
    try {
      const allowed = (definition.authorise ?? authorise)(request);
      if (!allowed.ok) return problem(allowed.status, allowed.detail);
      const given = { ...Object.fromEntries(new URL(request.url).searchParams), ...(await path?.params) };
      const checked = definition.params.safeParse(given);
      if (!checked.success) return parameterProblem(checked.error);
      const { engine } = getServices();
      const now = Math.floor(Date.now() / 1000);
      const caller = lastingSignal(request);
      const ask = (asked: Engine) => (signal: AbortSignal) =>
        definition.answer({ request, params: checked.data, engine: asked, signal, now });
      // A server's store is changed by others too, without our knowing.
      const shared = definition.shared && engine.kind === "embedded" ? sharedBy(engine) : null;
      const answer = shared
        ? await shared.answers.get(questionKey(request, given, now), storeChanges.revision, ask(shared.engine), caller)
        : await ask(engine)(caller);
      return answer instanceof Response ? answer : json(answer);
    } catch (error) {
      if (request.signal.aborted) return problem(499, "The question was cancelled.");
      const found = problemFrom(error);
      return problem(found.status, found.detail, found);
    }
  };
}

/** Names a question. One that counts from now is another a second later. */
function questionKey(request: Request, given: Record<string, unknown>, now: number): string {
  const parts = Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1));
  const moving = parts.some(([, value]) => typeof value === "string" && value.startsWith("now"));
  return JSON.stringify([new URL(request.url).pathname, parts, moving ? now : null]);
}

/** Answers for methods that an endpoint does not have. */
export function methodNotAllowed(...allowed: readonly string[]): Handler {
  return async (request) => {
    const detail = `${request.method} is not possible here; ${allowed.join(", ")} is.`;
    return problem(405, detail, {}, { allow: allowed.join(", ") });
  };
}
