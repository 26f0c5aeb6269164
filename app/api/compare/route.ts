import { type Compare, compareParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askCompare } from "@/lib/query/compare";
import { groupingNamed } from "@/lib/query/grouping";

/** A top list beside that of the period before. */
export const GET = route({
  params: compareParams,
  answer: async ({ params, engine, signal, now }): Promise<Compare> => {
    const { by, measure, limit } = params;
    return askCompare({ engine, signal }, toQuestion(params, now), { grouping: groupingNamed(by), measure, limit });
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
