import { type Top, topParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { groupingNamed } from "@/lib/query/grouping";
import { askTop } from "@/lib/query/top";

/** Who, or what, has the most of a measure. */
export const GET = route({
  shared: true,
  params: topParams,
  answer: async ({ params, engine, signal, now }): Promise<Top> => {
    const { by, measure, limit } = params;
    return askTop({ engine, signal }, toQuestion(params, now), { grouping: groupingNamed(by), measure, limit });
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
