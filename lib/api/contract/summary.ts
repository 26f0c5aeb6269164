import type { z } from "zod";
import { answerFacts, atLeast, count, scopeParams, seconds, splitTotals } from "./common";

/** `GET /api/summary`: totals of the view. */
export const summaryParams = scopeParams;
export type SummaryParams = z.input<typeof summaryParams>;

export const summary = splitTotals
  .extend({
    nodata: count.meta({
      description: "NODATA lines: an interface without traffic in an interval. Never part of flows.",
    }),
    skipdata: count.meta({ description: "SKIPDATA lines: AWS lost records. Never part of flows." }),
    first_start: seconds.nullable().meta({ description: "The earliest start of a flow record." }),
    last_end: seconds.nullable().meta({ description: "The latest end of a flow record." }),
    at_least: atLeast,
    ...answerFacts,
  })
  .meta({ id: "Summary" });
export type Summary = z.infer<typeof summary>;
