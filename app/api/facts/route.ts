import { type Facts, factsParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askFacts } from "@/lib/query/facts";

/** Which condition of a filter leaves nothing. */
export const GET = route({
  params: factsParams,
  answer: ({ params, engine, signal, now }): Promise<Facts> => askFacts({ engine, signal }, toQuestion(params, now)),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
