import { z } from "zod";
import { methodNotAllowed, route } from "@/lib/api/route";
import { existingSource, noSource } from "@/lib/api/source";
import { getServices } from "@/lib/server/services";
import { presentSource } from "@/lib/sources/present";

/** Goes on reading a source; what failed is tried at once. */
export const POST = route({
  params: z.object({ id: z.string() }),
  answer: async ({ params: { id }, now }) => {
    const { sources } = getServices();
    const document = await sources.resume(existingSource(sources, id).id);
    if (!document) throw noSource(id);
    return presentSource(document, now, sources.list());
  },
});

const other = methodNotAllowed("POST");

export { other as DELETE, other as GET, other as PATCH, other as PUT };
