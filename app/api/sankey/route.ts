import { type Sankey, sankeyParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askSankey } from "@/lib/query/sankey";

/** From whom, over which service, to whom. */
export const GET = route({
  params: sankeyParams,
  answer: async ({ params, engine, signal, now }): Promise<Sankey> => {
    const { measure, limit } = params;
    return askSankey({ engine, signal }, toQuestion(params, now), { measure, limit });
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
