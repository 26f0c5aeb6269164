import { z } from "zod";
import { importParams } from "@/lib/api/contract";
import { json, methodNotAllowed, ProblemError, route } from "@/lib/api/route";
import { parseFormat } from "@/lib/flow";
import { presentImport } from "@/lib/ingest/present";
import { receiveBody } from "@/lib/server/receive";
import { getServices } from "@/lib/server/services";

/** Every import, newest first. */
export const GET = route({
  params: z.object({}),
  answer: async () => ({ imports: getServices().imports.list().map(presentImport) }),
});

/** Imports the body's bytes. */
export const POST = route({
  params: importParams,
  answer: async ({ params, request }) => {
    const { imports } = getServices();
    const format = params.format?.trim() ? parseFormat(params.format) : undefined;
    if (format && "error" in format) throw new ProblemError(400, format.error, { parameter: "format" });
    const path = await receiveBody(request, imports.uploads);
    const entry = await imports.add({ name: params.name, path, owned: true, ...(format && { format: format.fields }) });
    if (!params.wait) return json(presentImport(entry), 202);
    return json(presentImport(await imports.ended(entry.id)), 201);
  },
});

const other = methodNotAllowed("GET", "POST");

export { other as DELETE, other as PATCH, other as PUT };
