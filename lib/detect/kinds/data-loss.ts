/** Lost records: SKIPDATA lines, by which AWS says that it could not log everything. */

import { type DetectContext, MOST_EVENTS } from "../context";
import type { Detector } from "../detector";
import type { Candidate } from "../finding";
import { groupBy } from "../group";
import { term } from "../terms";
import { counted } from "../words";

interface Window {
  readonly eni: string;
  readonly t: number;
  readonly till: number;
}

/** Windows of one interface that follow each other are one loss: an aggregation interval is 600 s at most. */
const JOIN_SECONDS = 900;

interface Loss {
  readonly first: number;
  last: number;
  till: number;
  windows: number;
}

function lossesOf(windows: readonly Window[]): Loss[] {
  const losses: Loss[] = [];
  for (const { t, till } of windows) {
    const last = losses.at(-1);
    if (last && t <= Math.max(last.last, last.till) + JOIN_SECONDS) {
      last.last = Math.max(last.last, t);
      last.till = Math.max(last.till, till);
      last.windows++;
    } else losses.push({ first: t, last: t, till, windows: 1 });
  }
  return losses;
}

function candidate(eni: string, loss: Loss): Candidate {
  const who = eni || "an interface that the log does not name";
  return {
    kind: "data_loss",
    severity: "low",
    key: eni,
    subject: eni ? { interface_id: eni } : {},
    targets: { count: 0, sample: [] },
    first: loss.first,
    last: loss.last,
    rows: "lines",
    terms: [eni ? term("interface-id", eni) : "interface-id:-", "log-status:SKIPDATA"],
    why: {
      measured: loss.windows,
      threshold: 1,
      unit: "records",
      text: `${counted(loss.windows, "SKIPDATA record")}; one is enough.`,
    },
    title: `Records of ${who} were lost`,
    say: () =>
      `AWS could not log all traffic of ${who} (${counted(loss.windows, "SKIPDATA window")}): totals of that interface in this time are a lower bound.`,
    benign_hints: ["AWS skips records on internal errors or when an interface has more flows than it can log."],
  };
}

export const dataLoss: Detector = {
  kind: "data_loss",
  async find(context: DetectContext) {
    const windows = await context.query<Window>(
      (sql) => `SELECT eni, t, toUInt32(\`end\`) AS till
FROM ${sql.rows(["end"], [], { rows: "lines", and: ["log_status = 'SKIPDATA'"] })} ORDER BY eni, t LIMIT ${MOST_EVENTS}`,
    );
    if (windows.length >= MOST_EVENTS) context.cut("lost records");
    return [...groupBy(windows, ({ eni }) => eni)].flatMap(([eni, own]) =>
      lossesOf(own).map((loss) => candidate(eni, loss)),
    );
  },
};
