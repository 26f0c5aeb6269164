import { z } from "zod";
import { json, route } from "@/lib/api/route";
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
