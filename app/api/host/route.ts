import { type Host, hostParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askHost, readHost } from "@/lib/query/host";

/** What a host is, what it sent and received, and where it was logged. */
export const GET = route({
  shared: true,
  params: hostParams,
  answer: async ({ params, engine, signal, now }): Promise<Host> => {
    const asker = { engine, signal };
    const question = toQuestion(params, now);
    const host = await readHost(asker, question, params);
    return askHost(asker, question, host);
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
