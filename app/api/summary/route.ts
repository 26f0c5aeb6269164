import { type Summary, summaryParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askSummary } from "@/lib/query/summary";

/** Totals of a view. */
export const GET = route({
  shared: true,
  params: summaryParams,
  answer: ({ params, engine, signal, now }): Promise<Summary> =>
    askSummary({ engine, signal }, toQuestion(params, now)),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
