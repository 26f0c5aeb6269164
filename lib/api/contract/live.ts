import { z } from "zod";
import { seconds } from "./common";

/** The first event of `GET /api/live`: where the store stands. */
export const liveHello = z
  .object({
    server: z.string().meta({ description: "Another one after a restart: revisions count from there anew." }),
    revision: z.int().meta({ description: "The number of changes of the store so far." }),
  })
  .meta({ id: "LiveHello" });
export type LiveHello = z.infer<typeof liveHello>;

/** Every further event: records came or went. Changes that follow each other closely are one event. */
export const liveChange = z
  .object({
    revision: z.int(),
    inputs: z.array(z.int()).meta({ description: "Numbers of the imports and sources: 3 of imp-3 or src-3." }),
    from: seconds.nullable().meta({ description: "The earliest start that it touches; null: any time." }),
    to: seconds.nullable().meta({ description: "After the latest start that it touches; null: any time." }),
  })
  .meta({ id: "LiveChange" });
export type LiveChange = z.infer<typeof liveChange>;
