import { type Records, recordsParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askRecords } from "@/lib/query/records";

/** The matching records, page by page. */
export const GET = route({
  params: recordsParams,
  answer: ({ params, engine, signal, now }): Promise<Records> =>
    askRecords({ engine, signal }, toQuestion(params, now), params),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
