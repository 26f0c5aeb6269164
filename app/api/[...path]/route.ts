import { z } from "zod";
import { problem, route } from "@/lib/api/route";

/** Whatever else is asked under /api: there is no such endpoint. */
export const GET = route({
  params: z.object({}),
  answer: async ({ request }) => {
    const { pathname } = new URL(request.url);
    return problem(404, `There is no endpoint ${pathname}. GET /api/openapi.json lists them all.`);
  },
});

export { GET as DELETE, GET as PATCH, GET as POST, GET as PUT };
