import { z } from "zod";
import { readBody } from "@/lib/api/body";
import { sourceRequest } from "@/lib/api/contract";
import { json, methodNotAllowed, ProblemError, route } from "@/lib/api/route";
import { getServices } from "@/lib/server/services";
import { presentSource } from "@/lib/sources/present";
import { SourceSettingsError, toSettings } from "@/lib/sources/settings";

/** Every source, newest first. */
export const GET = route({
  params: z.object({}),
  answer: async ({ now }) => {
    const all = getServices().sources.list();
    return { sources: all.map((document) => presentSource(document, now, all)) };
  },
});

/** Adds a source and starts to read it: 201. One that reads all of it already is the answer itself: 200. */
export const POST = route({
  params: z.object({}),
  answer: async ({ request, now }) => {
    const { sources } = getServices();
    const body = await readBody(request, sourceRequest);
    if (!sources.reads(body.kind)) throw new ProblemError(400, "Sources of this kind cannot be read yet.");
    try {
      const { document, created } = await sources.add(toSettings(body, now));
      return json(presentSource(document, now, sources.list()), created ? 201 : 200);
    } catch (error) {
      if (!(error instanceof SourceSettingsError)) throw error;
      throw new ProblemError(400, error.message, { parameter: error.parameter });
    }
  },
});

const other = methodNotAllowed("GET", "POST");

export { other as DELETE, other as PATCH, other as PUT };
