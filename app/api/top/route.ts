import { type Top, topParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { groupingNamed } from "@/lib/query/grouping";
import { askTop } from "@/lib/query/top";
import { withStretches } from "@/lib/query/within";

/** Who, or what, has the most of a measure. */
export const GET = route({
  shared: true,
  params: topParams,
  answer: async ({ params, engine, signal, now }): Promise<Top> => {
    const { by, measure, limit } = params;
    const asker = { engine, signal };
    const question = await withStretches(asker, toQuestion(params, now));
    return askTop(asker, question, { grouping: groupingNamed(by), measure, limit });
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
