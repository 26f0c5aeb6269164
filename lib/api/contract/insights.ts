import { z } from "zod";
import { count, measure, seconds, splitTotals, timeParam, totals } from "./common";
import { cloudwatchRequest } from "./sources";

const moment = timeParam.meta({
  type: "string",
  description: "Epoch seconds, RFC 3339, or relative to now: now-7d (units s m h d w).",
});
const A_SOURCE = "Give the id of a CloudWatch source, such as src-3, or region and log_group.";

/** `POST /api/sources/insights`: a log group is asked in AWS, nothing is copied. */
export const insightsRequest = z
  .object({
    source: z.string({ error: A_SOURCE }).optional().meta({ description: "A source that says which group is meant." }),
    region: cloudwatchRequest.shape.region.optional(),
    log_group: cloudwatchRequest.shape.log_group.optional(),
    role_arn: cloudwatchRequest.shape.role_arn,
    external_id: cloudwatchRequest.shape.external_id,
    format: cloudwatchRequest.shape.format,
    q: z.string().max(10_000).optional(),
    from: moment,
    to: moment.optional(),
    by: z.string().max(100).default("srcaddr").meta({ description: "A field of the record." }),
    measure: measure.default("bytes"),
    limit: z.int().min(1).max(1000).default(10),
    interval: z.int().min(60).max(86_400).nullish().meta({ description: "Seconds of a bucket; absent: what fits." }),
  })
  .refine((request) => request.source || (request.region && request.log_group), { error: A_SOURCE, path: ["source"] })
  .meta({ id: "InsightsRequest" });
export type InsightsRequest = z.input<typeof insightsRequest>;

export const insights = z
  .object({
    in_place: z.literal(true).meta({ description: "Asked in AWS: these are not the records in the store." }),
    log_group: z.string(),
    region: z.string(),
    from: seconds,
    to: seconds,
    interval: seconds,
    format_source: z.string(),
    totals: splitTotals,
    series: z
      .array(z.object({ key: z.string().nullable(), points: z.array(z.tuple([seconds, z.number()])) }))
      .meta({ description: "The measure over time, apart for each action." }),
    top: z.object({ by: z.string(), rows: z.array(totals.extend({ key: z.string() })) }),
    not_expressed: z.array(z.object({ part: z.string(), reason: z.string() })).meta({
      description:
        "Parts of the filter that Logs Insights cannot be asked. They were left out, so more may be counted.",
    }),
    bytes_scanned: count.meta({ description: "What AWS charges for, of all queries together." }),
    records_scanned: count,
    records_matched: count,
    queries: z.array(z.string()).meta({ description: "What was asked, in the language of Logs Insights." }),
    elapsed_ms: z.number(),
  })
  .meta({ id: "Insights" });
export type Insights = z.infer<typeof insights>;
