import { EngineError, SERVER_AWAY } from "@/lib/engine/errors";
import type { FilterError } from "@/lib/filter";
import { QuestionError } from "@/lib/query/errors";
import { QUESTION_MEMORY, QUESTION_SECONDS } from "@/lib/query/limits";
import { PROBLEM_TYPE, type Problem } from "./contract/problem";

const TITLES: Readonly<Record<number, readonly [slug: string, title: string]>> = {
  400: ["parameter", "A parameter is wrong"],
  401: ["login", "Login needed"],
  403: ["forbidden", "Not allowed"],
  404: ["not-found", "Not found"],
  405: ["method", "Method not allowed"],
  409: ["conflict", "Not possible now"],
  413: ["too-large", "Too large"],
  415: ["media-type", "Unknown media type"],
  422: ["unreadable", "Unreadable"],
  429: ["too-many", "Too many requests"],
  499: ["cancelled", "Cancelled"],
  500: ["internal", "Internal error"],
  503: ["unavailable", "Not available"],
  504: ["limit", "Over a limit"],
  507: ["disk-full", "Disk full"],
};

/** What a problem says beside its status and detail. */
export type ProblemExtras = Partial<Omit<Problem, "status" | "detail">>;

/** Makes a problem document (RFC 9457). Type and title follow from the status unless they are given. */
export function toProblem(status: number, detail: string, extras: ProblemExtras = {}): Problem {
  const [slug, title] = TITLES[status] ?? ["error", "Error"];
  return { type: `/problems/${slug}`, title, status, detail, ...extras };
}

/** An error answer: `application/problem+json`, never stored. */
export function problem(
  status: number,
  detail: string,
  extras: ProblemExtras = {},
  headers: HeadersInit = {},
): Response {
  const all = new Headers(headers);
  all.set("content-type", PROBLEM_TYPE);
  all.set("cache-control", "no-store");
  return new Response(JSON.stringify(toProblem(status, detail, extras)), { status, headers: all });
}

/** Thrown inside a handler to end it with a problem. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;

  constructor(status: number, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.problem = toProblem(status, detail, extras);
  }
}

/** A filter that cannot be read: where, what stands there, what would be right. */
export function filterProblem(error: FilterError): Problem {
  return toProblem(400, error.message, {
    type: "/problems/filter",
    title: "The filter is wrong",
    parameter: "q",
    position: { from: error.from, to: error.to },
    found: error.found,
    alternatives: [...error.expected],
    ...(error.suggestion === undefined ? {} : { suggestion: error.suggestion }),
  });
}

const MEMORY = `${QUESTION_MEMORY / 2 ** 30} GiB`;
const NARROW = "Choose a shorter range, a narrower filter, or a field with fewer values.";
const ROWS_CODE = 396;

/** What the engine could not do, in words for the person who asked. The engine's own text is for logs. */
function engineProblem(error: EngineError): Problem {
  if (error.code === ROWS_CODE) return toProblem(504, `The answer has too many rows. ${NARROW}`);
  switch (error.kind) {
    case "timeout":
      return toProblem(504, `The question took longer than the limit of ${QUESTION_SECONDS} s. ${NARROW}`);
    case "memory":
      return toProblem(504, `The question needs more memory than the limit of ${MEMORY}. ${NARROW}`);
    case "cancelled":
      return toProblem(499, "The question was cancelled.");
    case "busy":
      return toProblem(503, "Too many questions are being answered. Try again in a moment.");
    case "unavailable":
      if (error.type === SERVER_AWAY)
        return toProblem(503, "The ClickHouse server does not answer. Try again in a moment.");
      return toProblem(503, "The engine is not running. It is started again by itself: try again in a moment.");
    default:
      return toProblem(500, "The engine could not answer. The server's log says why.");
  }
}

/**
 * The problem that an error is. What is no fault of the request is logged, and told without its inner text.
 * @param log takes errors that somebody should look at.
 */
export function problemFrom(error: unknown, log: (error: unknown) => void = console.error): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof QuestionError) {
    return toProblem(400, error.message, {
      parameter: error.parameter,
      ...(error.alternatives.length > 0 ? { alternatives: [...error.alternatives] } : {}),
      ...(error.suggestion === undefined ? {} : { suggestion: error.suggestion }),
    });
  }
  if (error instanceof EngineError) {
    const known = engineProblem(error);
    if (known.status === 500) log(error);
    return known;
  }
  log(error);
  return toProblem(500, "Something went wrong inside the server. Its log says what.");
}
