import { type Conversation, conversationParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { writtenVerdict } from "@/lib/api/verdict";
import { askConversation } from "@/lib/query/conversation";
import { readProtocol } from "@/lib/query/ends";
import { resolveEnds } from "@/lib/query/ends-resolve";

/** What happened between two addresses. */
export const GET = route({
  params: conversationParams,
  answer: async ({ params, engine, signal, now }): Promise<Conversation> => {
    const asker = { engine, signal };
    const question = toQuestion(params, now);
    const { a, b, client } = await resolveEnds(asker, question, params);
    const ends = {
      a,
      b,
      port: params.port ?? null,
      protocol: params.protocol ? readProtocol(params.protocol, "protocol") : null,
    };
    const answer = await askConversation(asker, question, ends, { client, count: params.count });
    return { ...answer, verdict: writtenVerdict(answer.verdict) };
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
