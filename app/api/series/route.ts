import { type Series, seriesParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { groupingNamed } from "@/lib/query/grouping";
import { askSeries } from "@/lib/query/series";
import { withStretches } from "@/lib/query/within";

/** A measure over time, in all or split by a field. */
export const GET = route({
  shared: true,
  params: seriesParams,
  answer: async ({ params, engine, signal, now }): Promise<Series> => {
    const { by, measure, interval, limit, max_points: maxPoints } = params;
    const grouping = by && by !== "none" ? groupingNamed(by) : null;
    const asker = { engine, signal };
    const question = await withStretches(asker, toQuestion(params, now));
    return askSeries(asker, question, { grouping, measure, interval, limit, maxPoints });
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
