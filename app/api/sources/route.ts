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
  answer: async ({ now }) => ({
    sources: getServices()
      .sources.list()
      .map((document) => presentSource(document, now)),
  }),
});

/** Adds a source and starts to read it. */
export const POST = route({
  params: z.object({}),
  answer: async ({ request, now }) => {
    const { sources } = getServices();
    const body = await readBody(request, sourceRequest);
    if (!sources.reads(body.kind)) throw new ProblemError(400, "Sources of this kind cannot be read yet.");
    try {
      return json(presentSource(await sources.create(toSettings(body, now)), now), 201);
    } catch (error) {
      if (!(error instanceof SourceSettingsError)) throw error;
      throw new ProblemError(400, error.message, { parameter: error.parameter });
    }
  },
});

const other = methodNotAllowed("GET", "POST");

export { other as DELETE, other as PATCH, other as PUT };
