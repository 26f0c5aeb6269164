import { z } from "zod";
import { retryParams } from "@/lib/api/contract";
import { json, methodNotAllowed, ProblemError, route } from "@/lib/api/route";
import { parseFormat } from "@/lib/flow";
import { parseImportId, presentImport } from "@/lib/ingest/present";
import { getServices } from "@/lib/server/services";

/** Starts an import again with the field order given. */
export const POST = route({
  params: retryParams.extend({ id: z.string() }),
  answer: async ({ params }) => {
    const format = parseFormat(params.format);
    if ("error" in format) throw new ProblemError(400, format.error, { parameter: "format" });
    const id = parseImportId(params.id);
    const entry = id === undefined ? undefined : await getServices().imports.retry(id, format.fields);
    if (!entry)
      throw new ProblemError(409, "This import cannot be started again: its file is no longer kept. Upload it again.");
    return json(presentImport(entry), 202);
  },
});

const other = methodNotAllowed("POST");

export { other as DELETE, other as GET, other as PATCH, other as PUT };
