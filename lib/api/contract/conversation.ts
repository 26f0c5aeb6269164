import { z } from "zod";
import { VERDICT_CODES } from "@/lib/diagnose";
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
  a: z.string().min(1).max(100).meta({ description: "One address, or the id of a network interface." }),
  b: z.string().min(1).max(100).meta({ description: "The other address, or the id of a network interface." }),
  port: whole(0, 65_535, "The server's port.").optional(),
  protocol: z.string().max(20).optional().meta({ description: "A protocol, by name or number." }),
  client: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "Which of the two to take as the client, whatever the records say." }),
  count: z.enum(["once", "interface"]).default("once").meta({
    description: "Count traffic that several interfaces logged once, or at each of them.",
  }),
});
export type ConversationParams = z.input<typeof conversationParams>;

/** What became of a conversation. */
export const verdict = z
  .object({
    code: z.enum(VERDICT_CODES),
    confidence: z.enum(["high", "medium", "low"]),
    sentence: z.string().meta({ description: "Plain English, with the facts in it. Times are UTC." }),
    reasons: z.array(z.string()),
    next_steps: z.array(z.string()).meta({ description: "What to do, with the command where there is one." }),
    at: seconds.nullable().meta({ description: "When it happened or changed; null when it has no such moment." }),
    interface_id: z.string().nullable().meta({ description: "The interface on whose records it rests." }),
    port: z.int().nullable().meta({ description: "The service that it speaks of." }),
    protocol: z.int().nullable(),
    evidence: z
      .array(
        z.object({
          text: z.string(),
          q: z.string().nullable().meta({ description: "A filter that finds the records behind the reason." }),
          from: seconds.nullable(),
          to: seconds.nullable(),
        }),
      )
      .meta({ description: "The reasons again, each with the records behind it." }),
    steps: z
      .array(z.object({ text: z.string(), command: z.string().nullable() }))
      .meta({ description: "The next steps again, text and command apart." }),
  })
  .meta({ id: "Verdict" });
export type Verdict = z.infer<typeof verdict>;

/** One interface that logged a conversation. */
export const pathInterface = z.object({
  id: z.string().meta({ description: "Empty when the log does not name it." }),
  subnet: z.string().nullable(),
  place: z
    .enum(["client", "middle", "unknown", "server"])
    .meta({ description: "Whose interface it is, or that it stands on the way." }),
  to_server: totals,
  to_client: totals,
  accepted: count.meta({ description: "Accepted flow records towards the server." }),
  rejected: count.meta({ description: "Rejected flow records towards the server." }),
  replies_accepted: count.meta({ description: "Accepted flow records back to the client." }),
  replies_rejected: count.meta({ description: "Rejected flow records back to the client." }),
  first_start: seconds.nullable(),
  last_end: seconds.nullable(),
  counted: z.boolean().meta({ description: "True where its records make up the totals that are counted once." }),
});
export type PathInterface = z.infer<typeof pathInterface>;

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
    path: z
      .array(pathInterface)
      .meta({ description: "What each interface logged, from the client's to the server's." }),
    logged_twice: z.object({ bytes: count, share: z.number() }).meta({
      description: "Bytes that more than one interface logged, and their share of the conversation's, 0 to 1.",
    }),
    verdict,
    timeline: attemptsTimeline,
    at_least: atLeast,
    ...answerFacts,
  })
  .meta({ id: "Conversation" });
export type Conversation = z.infer<typeof conversation>;
