import { z } from "zod";
import { methodNotAllowed, route } from "@/lib/api/route";
import { storeChanges } from "@/lib/ingest/changes";
import { liveStream } from "@/lib/live/stream";

/** The store's changes as they happen, as server-sent events. */
export const GET = route({
  params: z.object({}),
  answer: async ({ signal }) =>
    new Response(liveStream(storeChanges, signal), {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        // Neither kept nor compressed nor gathered by anything on the way: each event counts when it comes.
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    }),
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
