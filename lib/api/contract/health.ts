import { z } from "zod";

/** `GET /api/health`: is it up, and what is it. */
export const health = z
  .object({
    status: z.literal("ok"),
    version: z.string(),
    engine: z.object({ kind: z.enum(["embedded", "cluster"]), version: z.string() }),
  })
  .meta({ id: "Health" });
export type Health = z.infer<typeof health>;
