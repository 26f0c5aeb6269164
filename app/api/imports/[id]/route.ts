import { z } from "zod";
import { methodNotAllowed, ProblemError, route } from "@/lib/api/route";
import { parseImportId, presentImport } from "@/lib/ingest/present";
import { getServices } from "@/lib/server/services";

const params = z.object({ id: z.string() });

/** The number of an existing import. @throws ProblemError 404 */
function existing(id: string): number {
  const number = parseImportId(id);
  if (number === undefined || !getServices().imports.get(number))
    throw new ProblemError(404, `There is no import ${id.slice(0, 40)}.`);
  return number;
}

/** One import, with its progress while it runs. */
export const GET = route({
  params,
  answer: async ({ params: { id } }) => {
    const entry = getServices().imports.get(existing(id));
    if (!entry) throw new ProblemError(404, `There is no import ${id.slice(0, 40)}.`);
    return presentImport(entry);
  },
});

/** Cancels an import that runs, or removes what it added. */
export const DELETE = route({
  params,
  answer: async ({ params: { id } }) => {
    await getServices().imports.remove(existing(id));
    return new Response(null, { status: 204 });
  },
});

const other = methodNotAllowed("GET", "DELETE");

export { other as PATCH, other as POST, other as PUT };
