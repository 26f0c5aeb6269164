import { z } from "zod";
import { parseTime, TimeError } from "@/lib/query/time";

/**
 * A count of bytes, packets, flows or lines: a JSON number while exact (below 2^53), else a decimal string.
 * `countValue` (lib/api/count.ts) turns it into a number to draw with.
 */
export const count = z.union([z.number(), z.string().regex(/^\d+$/)]).meta({
  description: "A number while exact (below 2^53), else a decimal string.",
});
export type Count = z.infer<typeof count>;

/** Epoch seconds, UTC. */
export const seconds = z.int().meta({ description: "Epoch seconds, UTC." });

/** What traffic adds up to. */
export const totals = z.object({ flows: count, bytes: count, packets: count });
export type Totals = z.infer<typeof totals>;

/** Totals, and the parts of them that were accepted and rejected. Transit Gateway records have no action: they are in neither part. */
export const splitTotals = totals.extend({ accept: totals, reject: totals });
export type SplitTotals = z.infer<typeof splitTotals>;

/** What traffic is measured by. */
export const measure = z.enum(["bytes", "packets", "flows"]);
export type Measure = z.infer<typeof measure>;

/** Part of most answers. */
export const answerFacts = {
  elapsed_ms: z.number().meta({ description: "How long the engine took." }),
} as const;

/** True when SKIPDATA lines lie in the question's range: AWS lost records there, so totals are a lower bound. */
export const atLeast = z.boolean().meta({
  description: "True when SKIPDATA lines lie in the range: AWS lost records there, so totals are a lower bound.",
});

const WHOLE = /^\d{1,15}$/;

/**
 * A whole number in a query string.
 * @param about what it is for, one sentence.
 */
export function whole(min: number, max: number, about: string) {
  const sentence = `Give a whole number from ${min} to ${max}.`;
  return z
    .union([z.number(), z.string().regex(WHOLE).transform(Number)], { error: sentence })
    .pipe(z.int({ error: sentence }).min(min, { error: sentence }).max(max, { error: sentence }))
    .meta({ type: "integer", minimum: min, maximum: max, description: about });
}

const A_TIME = "Give a time: epoch seconds, RFC 3339, or relative to now (now-15m).";

/** A point in time in a query string; see lib/query/time.ts for the forms. Empty is absent. */
export const timeParam = z.union([z.number(), z.string()], { error: A_TIME }).transform((value, context) => {
  if (value === "") return undefined;
  try {
    return parseTime(String(value));
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
});

const TIME_FORMS = "Epoch seconds, RFC 3339, or relative to now: now, now-15m, now-7d (units s m h d w).";
const INPUT_ID = /^(?:(?:imp|src)-)?(\d{1,9})$/;

/** The id of an import or a source (`imp-12`, `src-3`); gives its number. Empty is absent. */
export const inputParam = z
  .string()
  .refine((text) => text === "" || INPUT_ID.test(text), {
    error: "Give the id of an import or a source, such as imp-12.",
  })
  .transform((text) => (text === "" ? undefined : Number(INPUT_ID.exec(text)?.[1])));

/** What every question takes: filter, range, and one input. */
export const scopeParams = z.object({
  q: z.string().max(10_000, { error: "The filter is longer than 10,000 characters." }).optional().meta({
    description:
      "A filter, such as srcaddr:10.0.0.0/8 dstport:443 action:REJECT. Absent or empty matches every record.",
  }),
  from: timeParam.optional().meta({ type: "string", description: `Start of the range, included. ${TIME_FORMS}` }),
  to: timeParam.optional().meta({ type: "string", description: `End of the range, not included. ${TIME_FORMS}` }),
  source: inputParam
    .optional()
    .meta({ type: "string", description: "The id of an import or a source: looks at it alone." }),
});
/** What a caller of the API gives. Undefined, null-free: leave out what is not asked. */
export type ScopeParams = z.input<typeof scopeParams>;
