import { type Coverage, coverageParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askCoverage } from "@/lib/query/coverage";

/** Where the log has records, where there was no traffic, and where records were lost. */
export const GET = route({
  shared: true,
  params: coverageParams,
  answer: ({ params, engine, signal, now }): Promise<Coverage> =>
    askCoverage({ engine, signal }, toQuestion(params, now), { maxPoints: params.max_points, limit: params.limit }),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
