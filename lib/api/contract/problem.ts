import { z } from "zod";

/** A stretch of the filter text, in characters from its start. */
export const position = z.object({ from: z.int(), to: z.int() });

/** What every error looks like: RFC 9457, `application/problem+json`. */
export const problem = z
  .object({
    type: z.string().meta({ description: "What kind of problem it is, as a URI reference: /problems/filter." }),
    title: z.string().meta({ description: "The kind in words." }),
    status: z.int(),
    detail: z.string().meta({ description: "What is wrong here, and what to do." }),
    parameter: z.string().optional().meta({ description: "The parameter that is wrong." }),
    position: position.optional().meta({ description: "Where in `q` the filter is wrong." }),
    found: z.string().optional().meta({ description: "What stands there." }),
    alternatives: z.array(z.string()).optional().meta({ description: "What would be accepted." }),
    suggestion: z.string().optional().meta({ description: "The nearest accepted text." }),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problem>;

/** The media type of problems. */
export const PROBLEM_TYPE = "application/problem+json";
