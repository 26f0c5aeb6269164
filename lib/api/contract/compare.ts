import { z } from "zod";
import { answerFacts, count, measure } from "./common";
import { periodBefore, trend } from "./rejections";
import { topParams } from "./top";

/** `GET /api/compare`: a top list beside that of the period before. */
export const compareParams = topParams;
export type CompareParams = z.input<typeof compareParams>;

export const compareRow = z.object({
  key: z.string().nullable(),
  addrs: z.tuple([z.string(), z.string()]).optional().meta({ description: "With by=pair: the two addresses." }),
  now: count.meta({ description: "Of the measure, in the range." }),
  before: count.meta({ description: "Of the measure, in the period before." }),
  trend: trend.nullable(),
});
export type CompareRow = z.infer<typeof compareRow>;

export const compare = z
  .object({
    by: z.string(),
    measure,
    rows: z.array(compareRow).meta({ description: "The keys with the most now." }),
    gone: z.array(compareRow).meta({ description: "The largest before that have no record now; at most 5." }),
    before: periodBefore.nullable().meta({ description: "Null when a side of the range is open." }),
    ...answerFacts,
  })
  .meta({ id: "Compare" });
export type Compare = z.infer<typeof compare>;
