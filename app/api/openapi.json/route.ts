import { z } from "zod";
import { openApiDocument } from "@/lib/api/openapi";
import { methodNotAllowed, route } from "@/lib/api/route";
import { getServices } from "@/lib/server/services";

/** The API's description of itself. */
export const GET = route({ params: z.object({}), answer: async () => openApiDocument(getServices().version) });

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
