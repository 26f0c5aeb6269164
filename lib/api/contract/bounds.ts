import { z } from "zod";
import { answerFacts, count, scopeParams, seconds } from "./common";

/** `GET /api/bounds`: what the store holds, from when to when. */
export const boundsParams = scopeParams.pick({ source: true });
export type BoundsParams = z.input<typeof boundsParams>;

export const bounds = z
  .object({
    first_start: seconds.nullable().meta({ description: "The earliest start of a flow record." }),
    last_start: seconds.nullable().meta({ description: "The latest start of a flow record." }),
    last_end: seconds.nullable().meta({ description: "The latest end of a flow record." }),
    flows: count,
    nodata: count,
    skipdata: count,
    ...answerFacts,
  })
  .meta({ id: "Bounds" });
export type Bounds = z.infer<typeof bounds>;
