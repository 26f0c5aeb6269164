import { type Rejections, rejectionsParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askRejections } from "@/lib/query/rejections";

/** Who is refused where. */
export const GET = route({
  params: rejectionsParams,
  answer: async ({ params, engine, signal, now }): Promise<Rejections> => {
    const { by, sort, limit, noise } = params;
    return askRejections({ engine, signal }, toQuestion(params, now), { by, sort, limit, noise });
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
