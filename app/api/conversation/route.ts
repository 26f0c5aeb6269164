import { type Conversation, conversationParams } from "@/lib/api/contract";
import { toQuestion } from "@/lib/api/question";
import { methodNotAllowed, route } from "@/lib/api/route";
import { askConversation } from "@/lib/query/conversation";
import { readAddress, readProtocol } from "@/lib/query/ends";

/** What happened between two addresses. */
export const GET = route({
  params: conversationParams,
  answer: async ({ params, engine, signal, now }): Promise<Conversation> => {
    const ends = {
      a: readAddress(params.a, "a"),
      b: readAddress(params.b, "b"),
      port: params.port ?? null,
      protocol: params.protocol ? readProtocol(params.protocol, "protocol") : null,
    };
    return askConversation({ engine, signal }, toQuestion(params, now), ends);
  },
});

export const POST = methodNotAllowed("GET");
export { POST as DELETE, POST as PATCH, POST as PUT };
