import { z } from "zod";
import { readBody } from "@/lib/api/body";
import { retentionRequest } from "@/lib/api/contract";
import { methodNotAllowed, ProblemError, route } from "@/lib/api/route";
import { inputOf, type KnownInputs, presentRetention } from "@/lib/retention/present";
import { getServices } from "@/lib/server/services";

const known = (): KnownInputs => {
  const { imports, sources } = getServices();
  return { imports: imports.list(), sources: sources.list() };
};

/** What is held, and how much of it is kept. */
export const GET = route({
  params: z.object({}),
  answer: async () => presentRetention(await getServices().retention.view(), known()),
});

/** Sets the rules; with `dry_run`, only says what they would remove. */
export const POST = route({
  params: z.object({}),
  answer: async ({ request }) => {
    const { retention } = getServices();
    const body = await readBody(request, retentionRequest);
    const rules = body.rules.map(({ source, days, bytes }) => {
      const input = source === null ? null : inputOf(source, known());
      if (input === undefined) {
        throw new ProblemError(400, `There is no source or import ${source?.slice(0, 40)}.`, { parameter: "rules" });
      }
      return { input, days, bytes };
    });
    if (new Set(rules.map(({ input }) => input)).size < rules.length) {
      throw new ProblemError(400, "There are two rules for the same source.", { parameter: "rules" });
    }
    if (!body.dry_run) await retention.setRules(rules);
    return presentRetention(await retention.view(body.dry_run ? rules : undefined), known());
  },
});

const other = methodNotAllowed("GET", "POST");

export { other as DELETE, other as PATCH, other as PUT };
