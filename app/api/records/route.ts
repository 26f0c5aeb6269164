import { type Records, recordsParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askRecords } from "@/lib/query/records";
import { withStretches } from "@/lib/query/within";

/** The matching records, page by page. */
export const GET = route({
  params: recordsParams,
  answer: async ({ params, engine, signal, now }): Promise<Records> => {
    const asker = { engine, signal };
    return askRecords(asker, await withStretches(asker, toQuestion(params, now)), params);
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
