import { z } from "zod";
import { answerFacts, count, measure, scopeParams, splitTotals, whole } from "./common";

/** `GET /api/top`: who, or what, has the most of a measure. */
export const topParams = scopeParams.extend({
  by: z.string().min(1, { error: "Give the field to group by." }).max(100).meta({
    description: "Any groupable field (with - or _, or an alias), or addr, port, pair, service, import.",
  }),
  measure: measure.default("bytes"),
  limit: whole(1, 1000, "Rows kept; the rest is summed as `other`.").default(10),
});
export type TopParams = z.input<typeof topParams>;

export const topRow = splitTotals.extend({
  key: z.string().nullable().meta({ description: "The value; null where the log has `-`." }),
  addrs: z
    .tuple([z.string(), z.string()])
    .optional()
    .meta({ description: "With by=pair: the two addresses, lower first." }),
  port: z
    .int()
    .nullable()
    .optional()
    .meta({ description: "With by=service: the responder's port; null for a protocol without ports." }),
  protocol: z.int().nullable().optional().meta({ description: "With by=service: the protocol's number." }),
});
export type TopRow = z.infer<typeof topRow>;

export const top = z
  .object({
    by: z.string().meta({ description: "What was grouped by, under its column name." }),
    measure,
    rows: z.array(topRow).meta({ description: "Ordered by the measure, most first; ties by key." }),
    other: splitTotals.extend({
      groups: count.nullable().meta({
        description: "How many keys are not listed; null when there are so many pairs that they were not counted.",
      }),
    }),
    total: splitTotals.meta({
      description: "The whole view, each record once, also where a record has two keys (addr, port).",
    }),
    ...answerFacts,
  })
  .meta({ id: "Top" });
export type Top = z.infer<typeof top>;
