import { z } from "zod";
import { json, methodNotAllowed, route } from "@/lib/api/route";
import { presentImport } from "@/lib/ingest/present";
import { importSample } from "@/lib/server/sample";
import { getServices } from "@/lib/server/services";

/** Imports the bundled sample. */
export const POST = route({
  params: z.object({}),
  answer: async () => {
    const { imports, root } = getServices();
    const entries = await importSample(imports, root);
    return json({ imports: entries.map(presentImport) }, 202);
  },
});

const other = methodNotAllowed("POST");

export { other as DELETE, other as GET, other as PATCH, other as PUT };
