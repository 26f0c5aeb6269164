import { z } from "zod";
import { answerFacts, count, measure, scopeParams, seconds, whole } from "./common";

const interval = z
  .union([z.literal("auto"), z.literal("").transform(() => "auto" as const), whole(1, 31_536_000, "Seconds.")], {
    error: "Give auto, or a whole number of seconds.",
  })
  .default("auto")
  .meta({ type: "string", default: "auto", description: "A bucket's width: auto, or seconds." });

/** `GET /api/series`: a measure over time, in all or split by a field. */
export const seriesParams = scopeParams.extend({
  measure: measure.default("bytes"),
  by: z.string().max(100).optional().meta({
    description: "A field to split by, or addr, port, pair, service, import. Absent: one series with key null.",
  }),
  interval,
  limit: whole(1, 100, "Series kept; the rest is summed as one series with key `other`.").default(9),
  max_points: whole(1, 2000, "With interval=auto: at most so many buckets.").default(300),
});
export type SeriesParams = z.input<typeof seriesParams>;

export const seriesLine = z.object({
  key: z
    .string()
    .nullable()
    .meta({ description: "The field's value; null where the log has `-`, and when nothing is split." }),
  other: z.boolean().optional().meta({ description: "True for the series that sums what is over the limit." }),
  total: count,
  points: z
    .array(z.tuple([seconds, count]))
    .meta({ description: "[start of the bucket, value]; empty buckets are there with 0." }),
});
export type SeriesLine = z.infer<typeof seriesLine>;

export const series = z
  .object({
    interval: z.int().meta({ description: "Seconds; buckets are aligned to it in UTC." }),
    from: seconds.nullable().meta({
      description: "Start of the range that was asked for, else of the first record. Null when nothing matches.",
    }),
    to: seconds
      .nullable()
      .meta({ description: "End of the range that was asked for, else just after the last record's start." }),
    measure,
    by: z.string().nullable(),
    series: z.array(seriesLine),
    ...answerFacts,
  })
  .meta({ id: "Series" });
export type Series = z.infer<typeof series>;
