import { type FlowRecord, recordParams } from "@/lib/api/contract";
import { methodNotAllowed, ProblemError, route } from "@/lib/api/route";
import { askRecord } from "@/lib/query/record";

/** One record by its id. */
export const GET = route({
  params: recordParams,
  answer: async ({ params, engine, signal }): Promise<FlowRecord> => {
    const record = await askRecord({ engine, signal }, params.id);
    if (!record) throw new ProblemError(404, `No record has the id "${params.id}". Its import may have been removed.`);
    return record;
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
