import { z } from "zod";
import { count, seconds } from "./common";

/** Where an import is. */
export const importState = z.enum(["queued", "running", "done", "failed", "cancelled"]);
export type ImportState = z.infer<typeof importState>;

export const unparsedLine = z.object({ line: count, text: z.string(), reason: z.string() });
export type UnparsedLine = z.infer<typeof unparsedLine>;

/** One file's way in: what was recognised, how far it is, what it added, what was wrong. */
export const importInfo = z
  .object({
    id: z.string(),
    name: z.string(),
    state: importState,
    phase: z.string().nullable().meta({ description: "What it is doing: receiving, reading, publishing." }),
    shape: z.string().nullable().meta({ description: "What the file was recognised as." }),
    fields: z.array(z.string()).nullable().meta({ description: "Field names, in the file's order." }),
    format_source: z
      .enum(["header", "given", "inferred", "default"])
      .nullable()
      .meta({ description: "How the field order is known." }),
    bytes_read: count,
    bytes_total: count.nullable(),
    flows: count,
    nodata: count,
    skipdata: count,
    unparsed: count,
    unparsed_samples: z.array(unparsedLine),
    duplicate_of: z.string().nullable().meta({ description: "The import that already holds exactly these bytes." }),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    created_at: seconds,
    ended_at: seconds.nullable(),
    records_per_second: z.number().nullable(),
    seconds_left: z.number().nullable(),
    proposal: z
      .object({ fields: z.array(z.string()), lines: z.array(z.string()) })
      .optional()
      .meta({
        description: "With error.code format_needed: the best guess at the field order, and lines to judge it by.",
      }),
  })
  .meta({ id: "Import" });
export type Import = z.infer<typeof importInfo>;

/** `GET /api/imports`. */
export const importList = z.object({ imports: z.array(importInfo) }).meta({ id: "Imports" });
export type ImportList = z.infer<typeof importList>;

/** `POST /api/imports`: the body is the file's bytes. */
export const importParams = z.object({
  name: z.string().min(1, { error: "Give the file's name." }).max(1000),
  wait: z
    .enum(["true", "false", "1", "0", ""])
    .default("false")
    .transform((text) => text === "true" || text === "1")
    .meta({ type: "boolean", description: "Answer once the import ended." }),
  format: z.string().max(8000).optional().meta({
    description: "The field list of a headerless file, as AWS writes a log format or as plain names.",
  }),
});
export type ImportParams = z.input<typeof importParams>;

/** `POST /api/imports/{id}/retry`: start a failed import again, with the field order given. */
export const retryParams = z.object({ format: z.string().min(1).max(8000) });
export type RetryParams = z.input<typeof retryParams>;
