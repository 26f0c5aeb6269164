import { type Topology, topologyParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askTopology } from "@/lib/query/topology";

/** Who talks to whom. */
export const GET = route({
  params: topologyParams,
  answer: async ({ params, engine, signal, now }): Promise<Topology> => {
    const { group, measure, limit, outside } = params;
    return askTopology({ engine, signal }, toQuestion(params, now), { group, measure, limit, outside });
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
