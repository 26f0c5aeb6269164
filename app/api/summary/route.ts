import { type Summary, summaryParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askSummary } from "@/lib/query/summary";
import { withStretches } from "@/lib/query/within";

/** Totals of a view. */
export const GET = route({
  shared: true,
  params: summaryParams,
  answer: async ({ params, engine, signal, now }): Promise<Summary> => {
    const asker = { engine, signal };
    return askSummary(asker, await withStretches(asker, toQuestion(params, now)));
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
