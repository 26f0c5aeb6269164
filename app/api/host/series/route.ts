import { type HostSeries, hostSeriesParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { readHost } from "@/lib/query/host";
import { askHostSeries } from "@/lib/query/host-series";

/** A host's traffic over time, each way. */
export const GET = route({
  shared: true,
  params: hostSeriesParams,
  answer: async ({ params, engine, signal, now }): Promise<HostSeries> => {
    const asker = { engine, signal };
    const question = toQuestion(params, now);
    const host = await readHost(asker, question, params);
    return askHostSeries(asker, question, { host, measure: params.measure, maxPoints: params.max_points });
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
