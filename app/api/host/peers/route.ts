import { type HostPeers, hostPeersParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { readHost } from "@/lib/query/host";
import { askHostPeers } from "@/lib/query/host-lists";

/** With whom a host has the most traffic. */
export const GET = route({
  shared: true,
  params: hostPeersParams,
  answer: async ({ params, engine, signal, now }): Promise<HostPeers> => {
    const asker = { engine, signal };
    const question = toQuestion(params, now);
    const host = await readHost(asker, question, params);
    return askHostPeers(asker, question, { host, measure: params.measure, limit: params.limit });
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
