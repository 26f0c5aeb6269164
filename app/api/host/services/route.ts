import { type HostServices, hostServicesParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { readHost } from "@/lib/query/host";
import { askHostServices } from "@/lib/query/host-lists";

/** The services that a host offers and uses. */
export const GET = route({
  shared: true,
  params: hostServicesParams,
  answer: async ({ params, engine, signal, now }): Promise<HostServices> => {
    const asker = { engine, signal };
    const question = toQuestion(params, now);
    const host = await readHost(asker, question, params);
    return askHostServices(asker, question, { host, limit: params.limit });
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
