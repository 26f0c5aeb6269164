import { z } from "zod";
import { count, seconds } from "./common";

const A_DAY_COUNT = "Give a number of days from 1 to 36,500, or leave it out.";
const A_BYTE_COUNT = "Give a number of bytes from 1,000,000 on, or leave it out.";

/** How much is kept of one input, or of everything together. */
export const retentionRule = z
  .object({
    source: z.string().nullable().meta({ description: "The id of a source or import; null: everything together." }),
    days: z
      .int({ error: A_DAY_COUNT })
      .min(1, { error: A_DAY_COUNT })
      .max(36_500, { error: A_DAY_COUNT })
      .nullable()
      .default(null)
      .meta({ description: "Days (UTC) that are kept, today included; null: no limit." }),
    bytes: z
      .number({ error: A_BYTE_COUNT })
      .int({ error: A_BYTE_COUNT })
      .min(1_000_000, { error: A_BYTE_COUNT })
      .max(Number.MAX_SAFE_INTEGER)
      .nullable()
      .default(null)
      .meta({ description: "Bytes on disk that are kept, dropping whole days; null: no limit." }),
  })
  .meta({ id: "RetentionRule" });
export type RetentionRule = z.infer<typeof retentionRule>;

const span = {
  from: seconds.nullable().meta({ description: "The first day held, its beginning; null when nothing is." }),
  to: seconds.nullable().meta({ description: "The end of the last day held." }),
};

/** What one source or import holds. */
export const heldInput = z.object({
  id: z.string(),
  kind: z.enum(["cloudwatch", "s3", "import"]),
  name: z.string(),
  records: count,
  bytes: count.meta({ description: "Bytes on disk: an estimate, each day's bytes by the share of its records." }),
  ...span,
  in_step_at: seconds.nullable().meta({
    description: "When the source was last in step with AWS, or the import ended; null: never.",
  }),
});
export type HeldInput = z.infer<typeof heldInput>;

const removed = { days: z.int(), records: count, bytes: count };

/** `GET /api/retention`. */
export const retention = z
  .object({
    rules: z.array(retentionRule),
    total: z.object({ records: count, bytes: count, ...span }),
    inputs: z.array(heldInput).meta({ description: "What holds records, the most first, and every source." }),
    due: z
      .object({ ...removed, from: seconds.nullable(), to: seconds.nullable() })
      .meta({ description: "What these rules remove now; after a dry run: what they would." }),
    over: z
      .array(z.object({ source: z.string().nullable(), bytes: count, limit: count }))
      .meta({ description: "Limits that one day alone exceeds: the newest day is never dropped for its size." }),
    last_run: z.object({ at: seconds, ...removed }).nullable(),
    running: z.boolean(),
  })
  .meta({ id: "Retention" });
export type Retention = z.infer<typeof retention>;

/** The body of `POST /api/retention`. */
export const retentionRequest = z
  .object({
    rules: z.array(retentionRule, { error: "Give the rules as a list." }).max(1000),
    dry_run: z.boolean().default(false).meta({ description: "Only say what the rules would remove." }),
  })
  .meta({ id: "RetentionRequest" });
export type RetentionRequest = z.input<typeof retentionRequest>;
