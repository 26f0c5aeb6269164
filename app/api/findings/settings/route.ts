import { z } from "zod";
import { readBody } from "@/lib/api/body";
import { detectSettings } from "@/lib/api/contract";
import { methodNotAllowed, route } from "@/lib/api/route";
import { findingsOf } from "@/lib/server/findings";

/** The thresholds in force. */
export const GET = route({
  params: z.object({}),
  answer: async ({ engine }) => findingsOf(engine).documents.settings(),
});

/** Keeps other thresholds; what the body leaves out goes back to its default. */
export const POST = route({
  params: z.object({}),
  answer: async ({ engine, request }) => findingsOf(engine).changeSettings(await readBody(request, detectSettings)),
});

const other = methodNotAllowed("GET", "POST");

export { other as DELETE, other as PATCH, other as PUT };
