import { z } from "zod";
import type { Fields } from "@/lib/api/contract";
import { methodNotAllowed, route } from "@/lib/api/route";
import { listFields } from "@/lib/query/fields";

/** Every field, and what traffic can be grouped by. */
export const GET = route({ params: z.object({}), answer: async (): Promise<Fields> => listFields() });

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
