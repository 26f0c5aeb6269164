import { type Related, relatedParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, ProblemError, route } from "@/lib/api/route";
import { askRecord } from "@/lib/query/record";
import { askRelated } from "@/lib/query/related";

/** All that belongs to one record. */
export const GET = route({
  params: relatedParams,
  answer: async ({ params, engine, signal, now }): Promise<Related> => {
    const asker = { engine, signal };
    const record = await askRecord(asker, params.id);
    if (!record) throw new ProblemError(404, `No record has the id "${params.id}". Its import may have been removed.`);
    return askRelated(asker, toQuestion(params, now), record, params.limit);
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
