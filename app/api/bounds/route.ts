import { type Bounds, boundsParams } from "@/lib/api/contract";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askBounds } from "@/lib/query/bounds";

/** What the store holds, from when to when. */
export const GET = route({
  shared: true,
  params: boundsParams,
  answer: ({ params, engine, signal }): Promise<Bounds> => askBounds({ engine, signal }, params.source ?? null),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
