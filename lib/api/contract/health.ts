import { z } from "zod";

/** `GET /api/health`: is it up, and what is it. */
export const health = z
  .object({
    status: z.literal("ok"),
    version: z.string(),
    engine: z.object({ kind: z.enum(["embedded", "cluster"]), version: z.string() }),
    upkeep: z.enum(["waiting", "running", "done"]).meta({
      description:
        "Whether the sums that make questions fast are made for all that was imported. Answers are the same meanwhile.",
    }),
  })
  .meta({ id: "Health" });
export type Health = z.infer<typeof health>;
