import { z } from "zod";
import { FIELDS, type Field } from "@/lib/flow";
import type { FieldValue, FlowRecord } from "@/lib/query/record-row";
import { answerFacts, count, scopeParams, seconds, whole } from "./common";

export type { FieldValue, FlowRecord };

function valueSchema(field: Field): z.ZodType<FieldValue> {
  const description = field.meaning;
  switch (field.kind) {
    case "time":
      return seconds.nullable().meta({ description });
    case "number":
      return field.type === "Nullable(UInt64)"
        ? z.union([count, z.null()]).meta({ description })
        : z.int().nullable().meta({ description });
    case "port":
    case "protocol":
    case "flags":
      return z.int().nullable().meta({ description });
    default:
      return z.string().nullable().meta({ description });
  }
}

export const flowRecord = z
  .object({
    id: z.string().meta({ description: "Names the record among all that are stored." }),
    source: z.string().meta({ description: "The id of the import or source that it came from." }),
    line: z.int().meta({ description: "Its line number there, from 1." }),
    ...Object.fromEntries(FIELDS.map((field) => [field.column, valueSchema(field)])),
  })
  .meta({ id: "Record" });

/** `GET /api/records/{id}`. */
export const recordParams = z.object({ id: z.string().min(1).max(60).meta({ description: "The record's id." }) });

/** `GET /api/records`: the matching records, page by page. NODATA and SKIPDATA lines are listed too. */
export const recordsParams = scopeParams.extend({
  sort: z.string().max(100).default("-start").meta({
    description: "Any field, `-` in front for descending. Absent values come last. Ties by start, input and line.",
    default: "-start",
  }),
  limit: whole(1, 1000, "Records in a page.").default(100),
  cursor: z
    .string()
    .max(2000)
    .optional()
    .meta({ description: "The next_cursor of the page before, with the same other parameters." }),
});
export type RecordsParams = z.input<typeof recordsParams>;

export const records = z
  .object({
    records: z.array(flowRecord),
    next_cursor: z.string().nullable().meta({ description: "Null after the last page." }),
    ...answerFacts,
  })
  .meta({ id: "Records" });
export type Records = Omit<z.infer<typeof records>, "records"> & { records: FlowRecord[] };

/** `GET /api/export`: the matching records as a file. */
export const exportParams = scopeParams.extend({
  format: z.enum(["csv", "ndjson", "parquet"], { error: "Give csv, ndjson or parquet." }),
  columns: z
    .string()
    .max(4000)
    .optional()
    .meta({ description: "Columns to write, separated by commas. Absent: every field." }),
});
export type ExportParams = z.input<typeof exportParams>;
