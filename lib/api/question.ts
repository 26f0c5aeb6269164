import type { z } from "zod";
import { EMPTY_FILTER, type Filter, parseFilter } from "@/lib/filter";
import { QuestionError } from "@/lib/query/errors";
import type { Question } from "@/lib/query/question";
import { resolveTime, type TimePoint } from "@/lib/query/time";
import type { scopeParams } from "./contract/common";
import { filterProblem, ProblemError } from "./problem";

/** Reads a filter. @throws ProblemError with position and alternatives */
function readFilter(text: string | undefined): Filter {
  if (!text?.trim()) return EMPTY_FILTER;
  const result = parseFilter(text);
  if (result.ok) return result.filter;
  const { status, detail, ...extras } = filterProblem(result.error);
  throw new ProblemError(status, detail, extras);
}

const at = (point: TimePoint | undefined, now: number): number | null =>
  point === undefined ? null : resolveTime(point, now);

/**
 * The question that the parameters `q`, `from`, `to` and `source` ask.
 * @param now the request's clock: relative times are counted from it.
 * @throws ProblemError when the filter is wrong; QuestionError when the range ends before it begins
 */
export function toQuestion(params: Partial<z.output<typeof scopeParams>>, now: number): Question {
  const from = at(params.from, now);
  const to = at(params.to, now);
  if (from !== null && to !== null && to < from) {
    throw new QuestionError("to", `The range ends (${to}) before it begins (${from}).`);
  }
  return { filter: readFilter(params.q), from, to, input: params.source ?? null };
}
