import { z } from "zod";
import { DEFAULT_NODES, MOST_NODES, TOPOLOGY_GROUPS } from "@/lib/query/topology-options";
import { answerFacts, count, measure, scopeParams, totals, whole } from "./common";

/** `GET /api/topology`: who talks to whom. */
export const topologyParams = scopeParams.extend({
  group: z
    .enum(["auto", ...TOPOLOGY_GROUPS])
    .default("auto")
    .meta({
      description:
        "What a node is. `cidr8` is /8 and for IPv6 /32, `cidr16` /16 and /48, `cidr24` /24 and /64. `auto`: subnets where the log names them, else /24.",
    }),
  measure: measure.default("bytes"),
  limit: whole(2, MOST_NODES, "Nodes kept; the rest is folded into one.").default(DEFAULT_NODES),
  outside: z.enum(["one", "networks"]).default("one").meta({
    description: "Public addresses that are no interface's own: one node, or grouped as the others are.",
  }),
});
export type TopologyParams = z.input<typeof topologyParams>;

export const topologyNode = z.object({
  id: z.string().meta({ description: "A subnet or interface id, a network, `internet`, or `other`." }),
  kind: z.enum(["subnet", "interface", "network", "internet", "other"]),
  addresses: z.array(z.string()).nullable().meta({
    description: "Addresses and networks that make it up; null where they are too many to name.",
  }),
  total: count.meta({ description: "Of the measure, from and to it." }),
  flows: count,
  rejected: count,
});
export type TopologyNode = z.infer<typeof topologyNode>;

export const topologyEdge = z.object({
  a: z.string(),
  b: z.string().meta({ description: "The same as `a` for traffic within a node." }),
  a_to_b: totals,
  b_to_a: totals,
  accepted: count.meta({ description: "Accepted flow records, both directions." }),
  rejected: count.meta({ description: "Rejected flow records, both directions." }),
});
export type TopologyEdge = z.infer<typeof topologyEdge>;

export const topology = z
  .object({
    group: z.enum(TOPOLOGY_GROUPS),
    groups: z.array(z.enum(TOPOLOGY_GROUPS)).meta({ description: "Those that the log has what is needed for." }),
    measure,
    nodes: z.array(topologyNode),
    edges: z.array(topologyEdge),
    folded: count.meta({ description: "How many nodes `other` stands for." }),
    inside: z.array(z.string()).meta({ description: "What counts as inside: all that `internet` is not." }),
    ...answerFacts,
  })
  .meta({ id: "Topology" });
export type Topology = z.infer<typeof topology>;

/** `GET /api/sankey`: from whom, over which service, to whom. */
export const sankeyParams = scopeParams.extend({
  measure: measure.default("bytes"),
  limit: whole(1, 50, "Stops kept in each column; the rest is one.").default(10),
});
export type SankeyParams = z.input<typeof sankeyParams>;

export const sankeyNode = z.object({
  key: z.string().nullable(),
  column: z.enum(["source", "service", "destination"]),
  other: z.boolean().meta({ description: "True for the sum of what has no stop of its own." }),
  total: count,
});
export type SankeyNode = z.infer<typeof sankeyNode>;

export const sankeyLink = z.object({
  from: z.int().meta({ description: "A place in the list of nodes." }),
  to: z.int(),
  total: count,
  flows: count,
  rejected: count,
});
export type SankeyLink = z.infer<typeof sankeyLink>;

export const sankey = z
  .object({ measure, nodes: z.array(sankeyNode), links: z.array(sankeyLink), ...answerFacts })
  .meta({ id: "Sankey" });
export type Sankey = z.infer<typeof sankey>;
