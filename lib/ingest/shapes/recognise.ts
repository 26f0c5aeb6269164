import { recogniseCsv } from "./csv/recognise";
import { recogniseJson, refuseIfJson } from "./json/recognise";
import type { Plan, Sample } from "./plan";
import { refuseText } from "./refuse/text";
import { recogniseCli } from "./text/cli";
import { recogniseText } from "./text/recognise";

/** From the most to the least telling form. */
const RECOGNISERS = [recogniseJson, recogniseCli, recogniseCsv, recogniseText] as const;

/**
 * Tells what a text is.
 * @throws ShapeError that says what it looks like when it holds no flow-log records
 */
export function recognise(sample: Sample): Plan {
  for (const attempt of RECOGNISERS) {
    const plan = attempt(sample);
    if (plan) return plan;
  }
  throw refuseIfJson(sample) ?? refuseText(sample.bytes, sample.lines);
}
