import { type Values, valuesParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askValues } from "@/lib/query/values";

/** The values of a field that occur in a view. */
export const GET = route({
  params: valuesParams,
  answer: ({ params, engine, signal, now }): Promise<Values> =>
    askValues({ engine, signal }, toQuestion(params, now), params),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
