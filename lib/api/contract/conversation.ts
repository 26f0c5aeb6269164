import { z } from "zod";
import { answerFacts, atLeast, count, scopeParams, seconds, totals, whole } from "./common";

/** Flow records towards the server over time, by action. */
export const attemptsTimeline = z.object({
  interval: z.int(),
  from: seconds.nullable(),
  to: seconds.nullable(),
  points: z
    .array(z.object({ t: seconds, accept: count, reject: count }))
    .meta({ description: "Empty buckets are there with 0." }),
});
export type AttemptsTimeline = z.infer<typeof attemptsTimeline>;

/** Who opened a conversation, and how we know. */
export const role = z.object({ confidence: z.enum(["high", "medium", "low"]), why: z.string() });

/** `GET /api/conversation`: what happened between two addresses. */
export const conversationParams = scopeParams.extend({
  a: z.string().min(1).max(100).meta({ description: "One address." }),
  b: z.string().min(1).max(100).meta({ description: "The other address." }),
  port: whole(0, 65_535, "The server's port.").optional(),
  protocol: z.string().max(20).optional().meta({ description: "A protocol, by name or number." }),
});
export type ConversationParams = z.input<typeof conversationParams>;

export const conversation = z
  .object({
    client: z.object({ addr: z.string(), ports: count.meta({ description: "How many distinct ports." }) }),
    server: z.object({ addr: z.string(), port: z.int().nullable() }),
    protocol: z.int().nullable(),
    role,
    attempts: count.meta({ description: "How often the client opened." }),
    accepted: count.meta({ description: "Accepted flow records towards the server." }),
    rejected: count.meta({ description: "Rejected flow records towards the server." }),
    to_server: totals,
    to_client: totals,
    first_start: seconds.nullable(),
    last_end: seconds.nullable(),
    interfaces: z.array(z.string()),
    timeline: attemptsTimeline,
    at_least: atLeast,
    ...answerFacts,
  })
  .meta({ id: "Conversation" });
export type Conversation = z.infer<typeof conversation>;
