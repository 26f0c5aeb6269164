import { z } from "zod";
import { methodNotAllowed, route } from "@/lib/api/route";
import { existingSource } from "@/lib/api/source";
import { getServices } from "@/lib/server/services";
import { presentSource } from "@/lib/sources/present";

const params = z.object({ id: z.string() });

/** One source, with how far it is. */
export const GET = route({
  params,
  answer: async ({ params: { id }, now }) => {
    const { sources } = getServices();
    return presentSource(existingSource(sources, id), now, sources.list());
  },
});

/** Removes a source and its records. */
export const DELETE = route({
  params,
  answer: async ({ params: { id } }) => {
    const { sources } = getServices();
    await sources.remove(existingSource(sources, id).id);
    return new Response(null, { status: 204 });
  },
});

const other = methodNotAllowed("GET", "DELETE");

export { other as PATCH, other as POST, other as PUT };
