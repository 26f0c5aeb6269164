import { z } from "zod";
import { FINDING_KINDS, SEVERITIES } from "@/lib/detect/kinds";
import { answerFacts, count, scopeParams, seconds } from "./common";

/** The kinds of findings. */
export const findingKind = z.enum(FINDING_KINDS);
export type FindingKind = z.infer<typeof findingKind>;

export const severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severity>;

const KINDS_SENTENCE = `Give kinds of findings, separated by commas: ${FINDING_KINDS.join(", ")}.`;

/** `GET /api/findings`: what is unusual. */
export const findingsParams = scopeParams.extend({
  kind: z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.enum(FINDING_KINDS, { error: KINDS_SENTENCE })))
    .optional()
    .meta({ type: "string", description: `Only these kinds, separated by commas: ${FINDING_KINDS.join(", ")}.` }),
  dismissed: z
    .enum(["yes", "no", "only", ""], { error: "Give yes, no or only." })
    .optional()
    .meta({ description: "Whether dismissed findings are in the list: yes (default), no, or only those." }),
  wait: z.enum(["true", "false", ""], { error: "Give true or false." }).optional().meta({
    description: "true (default): wait until what is stored now was searched, at most 25 s. false: what is known.",
  }),
});
export type FindingsParams = z.input<typeof findingsParams>;

/** Why and when a finding was dismissed. */
export const dismissal = z.object({ reason: z.string(), at: seconds });
export type Dismissal = z.infer<typeof dismissal>;

export const finding = z
  .object({
    id: z.string().meta({ description: "Stable for the same data." }),
    kind: findingKind,
    severity,
    title: z.string(),
    sentence: z.string(),
    subject: z
      .object({ addr: z.string().optional(), interface_id: z.string().optional(), port: z.int().optional() })
      .meta({ description: "Who acts." }),
    targets: z.object({ count: z.int(), sample: z.array(z.string()) }),
    from: seconds,
    to: seconds.meta({ description: "Half-open, on the records' start." }),
    evidence: z.object({ flows: count, bytes: count, packets: count, records: count }).meta({
      description: "What the records of `q` add up to; `records` counts SKIPDATA lines as well.",
    }),
    q: z.string().meta({ description: "The filter that opens exactly the records behind it." }),
    why: z.object({
      measured: z.number(),
      threshold: z.number(),
      baseline: z.number().optional(),
      unit: z.string(),
      text: z.string(),
    }),
    benign_hints: z.array(z.string()),
    dismissed: dismissal.nullable(),
  })
  .meta({ id: "Finding" });
export type Finding = z.infer<typeof finding>;

export const findings = z
  .object({
    findings: z.array(finding).meta({ description: "The worst first, then the newest." }),
    state: z.enum(["current", "computing"]).meta({
      description: "computing: the list belongs to what was stored before, and a search is under way.",
    }),
    progress: z.object({ done: z.int(), total: z.int() }).nullable(),
    computed_at: seconds.nullable(),
    at_least: z.boolean().meta({ description: "True when some were left out because there were too many." }),
    left_out: z.array(z.string()).meta({ description: "Of what some were left out." }),
    ...answerFacts,
  })
  .meta({ id: "Findings" });
export type Findings = z.infer<typeof findings>;

/** `POST /api/findings/{id}/dismiss`: the body. */
export const dismissBody = z.object({ reason: z.string().trim().max(500).default("") });

export { type DetectSettings, type DetectSettingsInput, detectSettings } from "@/lib/detect/settings";
