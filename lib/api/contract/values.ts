import { z } from "zod";
import { answerFacts, count, scopeParams, whole } from "./common";

/** `GET /api/values`: the values of a field that occur in the view, most frequent first; for completion. */
export const valuesParams = scopeParams.extend({
  field: z
    .string()
    .min(1, { error: "Give a field." })
    .max(100)
    .meta({ description: "Any groupable field, or addr, port, service." }),
  prefix: z.string().max(200).optional().meta({ description: "Only values whose text begins with this, in any case." }),
  limit: whole(1, 200, "Values given.").default(20),
});
export type ValuesParams = z.input<typeof valuesParams>;

export const values = z
  .object({
    field: z.string().meta({ description: "The field's column name." }),
    values: z.array(z.object({ value: z.string(), flows: count })),
    more: z.boolean().meta({ description: "True when there are more values than given." }),
    ...answerFacts,
  })
  .meta({ id: "Values" });
export type Values = z.infer<typeof values>;
