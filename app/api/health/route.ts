import { z } from "zod";
import type { Health } from "@/lib/api/contract";
import { methodNotAllowed, route } from "@/lib/api/route";
import { getServices } from "@/lib/server/services";

/** Is it up, and what is it. */
export const GET = route({
  params: z.object({}),
  answer: async ({ engine }): Promise<Health> => ({
    status: "ok",
    version: getServices().version,
    engine: { kind: engine.kind, version: await engine.version() },
    upkeep: getServices().upkeep.state,
  }),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
