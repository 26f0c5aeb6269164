import { z } from "zod";
import { REJECTION_GROUPINGS, REJECTION_SORTS } from "@/lib/query/rejections-options";
import { answerFacts, count, scopeParams, seconds, whole } from "./common";

/** How something has changed since the period before. */
export const trend = z.enum(["new", "gone", "grown", "shrunk", "steady"]).meta({
  description: "`grown`: half as much again or more; `shrunk`: by a third or more; `steady`: between.",
});
export type Trend = z.infer<typeof trend>;

/** The period before a range: as long, ending where it begins. */
export const periodBefore = z.object({
  from: seconds,
  to: seconds,
  flows: count.meta({ description: "Flow records in it, whatever the filter says; 0: nothing can be compared." }),
  whole: z.boolean().meta({ description: "True when the log has begun by the first tenth of it." }),
});
export type PeriodBefore = z.infer<typeof periodBefore>;

/** `GET /api/rejections`: who is refused where. */
export const rejectionsParams = scopeParams.extend({
  by: z.enum(REJECTION_GROUPINGS).default("service").meta({ description: "What a row is." }),
  sort: z.enum(REJECTION_SORTS).default("flows").meta({ description: "The order of the rows, most first." }),
  limit: whole(1, 500, "Rows kept.").default(50),
  noise: z.enum(["folded", "only", "listed"]).default("folded").meta({
    description:
      "Internet background noise: `folded` into one sum, `only` its rows, or `listed` among the others, not told apart. Noise is a public source that tried 3 services or 10 addresses, or more, and had nothing accepted.",
  }),
});
export type RejectionsParams = z.input<typeof rejectionsParams>;

export const rejectionTotals = z.object({
  flows: count.meta({ description: "Rejected flow records." }),
  attempts: count.meta({
    description: "How often a client opened: records with SYN, without flags distinct client ports.",
  }),
  bytes: count,
  packets: count,
  sources: count.meta({ description: "Distinct source addresses." }),
  destinations: count.meta({ description: "Distinct destination addresses." }),
  services: count.meta({ description: "Distinct server ports." }),
  first_start: seconds.nullable(),
  last_start: seconds.nullable(),
  before: count.nullable().meta({
    description: "Rejected flow records in the period before; null when there is none to compare with.",
  }),
  trend: trend.nullable(),
});
export type RejectionTotals = z.infer<typeof rejectionTotals>;

export const rejectionRow = rejectionTotals.extend({
  key: z.string().nullable(),
  port: z.int().nullable().optional().meta({ description: "With by=service: the server's port." }),
  protocol: z.int().nullable().optional(),
  busiest: z
    .object({
      client: z.string(),
      server: z.string(),
      port: z.int().nullable(),
      protocol: z.int().nullable(),
      flows: count,
    })
    .nullable()
    .meta({ description: "The two addresses with the most rejected records of the row." }),
});
export type RejectionRow = z.infer<typeof rejectionRow>;

export const rejections = z
  .object({
    by: z.enum(REJECTION_GROUPINGS),
    rows: z.array(rejectionRow),
    gone: z.array(rejectionRow).meta({ description: "Refused in the period before and not any more; at most 10." }),
    noise: rejectionTotals.extend({ groups: count }),
    other: z.object({ flows: count, groups: count }).meta({ description: "What is over the limit." }),
    total: rejectionTotals.meta({ description: "All rejected records, noise included." }),
    before: periodBefore.nullable().meta({ description: "Null when a side of the range is open." }),
    ...answerFacts,
  })
  .meta({ id: "Rejections" });
export type Rejections = z.infer<typeof rejections>;
