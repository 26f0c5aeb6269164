import { z } from "zod";
import { answerFacts, count, scopeParams, seconds, totals, whole } from "./common";
import { attemptsTimeline, role } from "./conversation";
import { type FlowRecord, flowRecord } from "./records";

/** `GET /api/related`: all that belongs to one record. The range and the input narrow it, the filter does not. */
export const relatedParams = scopeParams.omit({ q: true }).extend({
  id: z.string().min(1).max(60).meta({ description: "The record's id." }),
  limit: whole(1, 200, "Rows in each list.").default(20),
});
export type RelatedParams = z.input<typeof relatedParams>;

/** A responder's port, and what came to it. */
export const relatedService = z.object({
  addr: z.string(),
  port: z.int().nullable(),
  protocol: z.int().nullable(),
  clients: count.meta({ description: "Distinct addresses on the other side." }),
  accept: count.meta({ description: "Accepted flow records towards it." }),
  reject: count.meta({ description: "Rejected flow records towards it." }),
  bytes: count.meta({ description: "Bytes towards it." }),
  first_start: seconds,
  last_start: seconds,
});
export type RelatedService = z.infer<typeof relatedService>;

/** An address that reached for the same port of the same destination. */
export const relatedClient = z.object({
  addr: z.string(),
  accept: count,
  reject: count,
  bytes: count,
  first_start: seconds,
  last_start: seconds,
});
export type RelatedClient = z.infer<typeof relatedClient>;

export const related = z
  .object({
    record: flowRecord,
    client: z.string().nullable().meta({ description: "Who opened; null when the record has no two addresses." }),
    server: z.string().nullable(),
    port: z.int().nullable().meta({ description: "The server's port." }),
    protocol: z.int().nullable(),
    role: role.nullable(),
    conversation: z.object({
      records: z
        .array(flowRecord)
        .meta({ description: "Both directions, by start; NODATA and SKIPDATA have no addresses and are not here." }),
      total: count.meta({ description: "How many there are in all." }),
      to_server: totals,
      to_client: totals,
      accepted: count,
      rejected: count,
    }),
    timeline: attemptsTimeline,
    tried: z.object({
      rows: z
        .array(relatedService)
        .meta({ description: "Other ports that the client reached for, at anyone; this server first." }),
      total: count,
    }),
    clients: z.object({
      rows: z.array(relatedClient).meta({ description: "Who else reached for this port of the server." }),
      total: count,
    }),
    services: z.object({
      rows: z.array(relatedService).meta({ description: "The server's other ports, and what came to them." }),
      total: count,
    }),
    ...answerFacts,
  })
  .meta({ id: "Related" });
type Schema = z.infer<typeof related>;
export type Related = Omit<Schema, "record" | "conversation"> & {
  record: FlowRecord;
  conversation: Omit<Schema["conversation"], "records"> & { records: FlowRecord[] };
};
