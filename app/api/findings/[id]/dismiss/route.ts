import { z } from "zod";
import { readBody } from "@/lib/api/body";
import { dismissBody } from "@/lib/api/contract";
import { methodNotAllowed, ProblemError, route } from "@/lib/api/route";
import { isFindingId } from "@/lib/detect/id";
import { findingsOf } from "@/lib/server/findings";

const params = z.object({ id: z.string() });

/** The id, when it has the form of one. A finding that is not there now may come back with the data behind it. @throws ProblemError 404 */
function known(id: string): string {
  if (!isFindingId(id)) throw new ProblemError(404, `There is no finding ${id.slice(0, 60)}.`);
  return id;
}

/** The reason in the body; a body is not needed. */
async function reasonIn(request: Request): Promise<{ reason: string }> {
  const text = await request.clone().text();
  return text.trim() === "" ? { reason: "" } : readBody(request, dismissBody);
}

/** Marks a finding as dismissed, with a reason. */
export const POST = route({
  params,
  answer: async ({ params: { id }, engine, request, now }) => {
    const { reason } = await reasonIn(request);
    const dismissal = { reason, at: now };
    await findingsOf(engine).documents.dismiss(known(id), dismissal);
    return dismissal;
  },
});

/** Takes the dismissal back. */
export const DELETE = route({
  params,
  answer: async ({ params: { id }, engine }) => {
    await findingsOf(engine).documents.restore(known(id));
    return new Response(null, { status: 204 });
  },
});

const other = methodNotAllowed("POST", "DELETE");

export { other as GET, other as PATCH, other as PUT };
