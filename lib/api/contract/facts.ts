import { z } from "zod";
import { answerFacts, count, scopeParams } from "./common";

/** `GET /api/facts`: which condition of a filter leaves nothing. */
export const factsParams = scopeParams;
export type FactsParams = z.input<typeof factsParams>;

export const facts = z
  .object({
    flows: count.meta({ description: "Flow records that match all conditions, in the range." }),
    nodata: count.meta({ description: "NODATA lines that match all conditions, in the range." }),
    skipdata: count.meta({ description: "SKIPDATA lines that match all conditions, in the range." }),
    flows_in_range: count.meta({ description: "Flow records in the range, without any condition." }),
    flows_any_time: count.meta({ description: "Flow records that match all conditions, at any time." }),
    conditions: z.array(
      z.object({
        index: z.int(),
        text: z.string().meta({ description: "The condition, as the filter language writes it." }),
        flows_alone: count.meta({ description: "Flow records in the range that match this condition alone." }),
        flows_without: count.meta({
          description: "Flow records in the range that match when this condition is dropped.",
        }),
      }),
    ),
    ...answerFacts,
  })
  .meta({ id: "Facts" });
export type Facts = z.infer<typeof facts>;
