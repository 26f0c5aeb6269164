import { z } from "zod";
import { answerFacts, count, measure, scopeParams, seconds, splitTotals, whole } from "./common";

/** `GET /api/host`: an address or an interface. */
export const hostParams = scopeParams.extend({
  addr: z.string().max(100).optional().meta({ description: "An address; or give interface_id." }),
  interface_id: z.string().max(64).optional().meta({ description: "An interface; or give addr." }),
});
export type HostParams = z.input<typeof hostParams>;

export const hostInterface = z.object({
  interface_id: z.string(),
  vpc_id: z.string().nullable(),
  subnet_id: z.string().nullable(),
  az_id: z.string().nullable(),
  instance_id: z.string().nullable(),
  flows: count,
  own: z.boolean().meta({ description: "True when the host is this interface, or has its address." }),
});
export type HostInterface = z.infer<typeof hostInterface>;

export const host = z
  .object({
    addr: z.string().nullable(),
    interface_id: z.string().nullable(),
    identity: z.object({
      is: z.enum(["interface", "own", "private", "aws", "public", "other"]),
      why: z.string().meta({ description: "How we know, in one sentence." }),
      aws_service: z.string().nullable(),
    }),
    addresses: z.array(z.string()).meta({ description: "The addresses of an interface; else the address itself." }),
    received: splitTotals,
    sent: splitTotals,
    peers: count.meta({ description: "Distinct addresses at the other end." }),
    first_start: seconds.nullable(),
    last_end: seconds.nullable(),
    interfaces: z.array(hostInterface).meta({ description: "That logged the host, most records first; at most 50." }),
    ...answerFacts,
  })
  .meta({ id: "Host" });
export type Host = z.infer<typeof host>;

/** `GET /api/host/series`: its traffic over time. */
export const hostSeriesParams = hostParams.extend({
  measure: measure.default("bytes"),
  max_points: whole(1, 2000, "At most so many buckets.").default(300),
});
export type HostSeriesParams = z.input<typeof hostSeriesParams>;

export const hostSeries = z
  .object({
    interval: z.int(),
    from: seconds.nullable(),
    to: seconds.nullable(),
    measure,
    points: z
      .array(z.object({ t: seconds, received: count, sent: count, rejected: count }))
      .meta({ description: "Accepted traffic each way, and what was rejected of both. Empty buckets are there." }),
    ...answerFacts,
  })
  .meta({ id: "HostSeries" });
export type HostSeries = z.infer<typeof hostSeries>;

/** `GET /api/host/peers`: with whom. */
export const hostPeersParams = hostParams.extend({
  measure: measure.default("bytes"),
  limit: whole(1, 500, "Rows kept.").default(20),
});
export type HostPeersParams = z.input<typeof hostPeersParams>;

export const hostPeer = z.object({
  addr: z.string(),
  flows: count,
  rejected: count.meta({ description: "Rejected flow records, both directions." }),
  received: count.meta({ description: "Of the measure: what the host received from it." }),
  sent: count.meta({ description: "Of the measure: what the host sent to it." }),
  first_start: seconds.nullable(),
  last_start: seconds.nullable(),
});
export type HostPeer = z.infer<typeof hostPeer>;

export const hostPeers = z
  .object({ rows: z.array(hostPeer), total: count.meta({ description: "How many there are." }), ...answerFacts })
  .meta({ id: "HostPeers" });
export type HostPeers = z.infer<typeof hostPeers>;

/** `GET /api/host/services`: offered and used. */
export const hostServicesParams = hostParams.extend({
  limit: whole(1, 500, "Rows kept in each list.").default(20),
});
export type HostServicesParams = z.input<typeof hostServicesParams>;

export const hostService = z.object({
  port: z.int(),
  protocol: z.int(),
  peers: count.meta({ description: "Distinct addresses at the other end." }),
  flows: count,
  accepted: count,
  rejected: count,
  bytes: count,
  first_start: seconds.nullable(),
  last_start: seconds.nullable(),
});
export type HostService = z.infer<typeof hostService>;

const serviceList = z.object({ rows: z.array(hostService), total: count });

export const hostServices = z
  .object({ offered: serviceList, used: serviceList, ...answerFacts })
  .meta({ id: "HostServices" });
export type HostServices = z.infer<typeof hostServices>;
