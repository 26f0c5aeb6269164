import { z } from "zod";
import { answerFacts, count, scopeParams, seconds, whole } from "./common";

/** `GET /api/coverage`: where the log has records, where it says there was no traffic, and where records were lost. */
export const coverageParams = scopeParams.extend({
  max_points: whole(1, 1000, "At most so many buckets.").default(300),
  limit: whole(1, 200, "Interfaces listed.").default(20),
});
export type CoverageParams = z.input<typeof coverageParams>;

export const coverageSpan = z.object({
  status: z.enum(["NODATA", "SKIPDATA"]),
  from: seconds,
  to: seconds.meta({ description: "Not included." }),
});
export type CoverageSpan = z.infer<typeof coverageSpan>;

export const coverage = z
  .object({
    interval: z.int(),
    from: seconds.nullable(),
    to: seconds.nullable(),
    buckets: z
      .array(
        z.object({
          t: seconds,
          flows: count.meta({ description: "Flow records that match the filter and start here." }),
          nodata: count.meta({ description: "Interfaces with a NODATA window that touches this bucket." }),
          skipdata: count.meta({ description: "Interfaces with a SKIPDATA window that touches this bucket." }),
        }),
      )
      .meta({ description: "Every bucket of the range, also those with nothing in them." }),
    interfaces: z
      .array(
        z.object({
          interface_id: z.string().nullable(),
          nodata: count.meta({ description: "NODATA lines." }),
          skipdata: count.meta({ description: "SKIPDATA lines." }),
          spans: z.array(coverageSpan).meta({ description: "Windows, merged to whole buckets." }),
        }),
      )
      .meta({ description: "Those with lost records first, then those with most NODATA lines." }),
    interfaces_total: count.meta({ description: "How many interfaces have such windows." }),
    ...answerFacts,
  })
  .meta({ id: "Coverage" });
export type Coverage = z.infer<typeof coverage>;
