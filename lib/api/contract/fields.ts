import { z } from "zod";

/** One field of a record, for programs that build forms or filters. */
export const fieldInfo = z.object({
  name: z.string().meta({ description: "AWS's text name: log-status." }),
  column: z.string().meta({ description: "AWS's column name, also the JSON key: log_status." }),
  version: z.int().meta({ description: "The flow-log version that introduced it; 6 is Transit Gateway." }),
  kind: z.enum(["address", "port", "number", "protocol", "flags", "time", "enum", "text"]),
  label: z.string(),
  meaning: z.string(),
  values: z.array(z.object({ value: z.string(), meaning: z.string() })),
  open: z.boolean().meta({ description: "True when other values than these occur." }),
  groupable: z.boolean(),
});
export type FieldInfo = z.infer<typeof fieldInfo>;

/** `GET /api/fields`: every field, and what traffic can be grouped by. */
export const fields = z
  .object({
    fields: z.array(fieldInfo),
    groupings: z.array(z.object({ name: z.string(), label: z.string(), meaning: z.string() })).meta({
      description: "Everything that `by` accepts.",
    }),
  })
  .meta({ id: "Fields" });
export type Fields = z.infer<typeof fields>;
