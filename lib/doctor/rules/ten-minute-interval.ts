import { besideRemedy } from "../better";
import { covers } from "../coverage";
import { called, type Facts, type FlowLogFact } from "../facts";
import type { Rule } from "../rule";

const LONG = 600;

const isFiner = (facts: Facts, flowLog: FlowLogFact) => (other: FlowLogFact) =>
  other.interval < LONG &&
  (other.traffic === "ALL" || other.traffic === flowLog.traffic) &&
  covers(facts, other, flowLog);

/** Flow logs that put ten minutes of a flow into one record. Interfaces of Nitro instances have one minute all the same. */
export const tenMinuteInterval: Rule = {
  id: "ten-minute-interval",
  title: "Records are a minute long",
  needs: ["flowLogs"],
  check: (facts) =>
    (facts.flowLogs ?? [])
      .filter(({ interval, resource }) => interval >= LONG && resource !== "transit-gateway")
      .filter((flowLog) => !(facts.flowLogs ?? []).some(isFiner(facts, flowLog)))
      .map((flowLog) => {
        const { remedies, setup, note } = besideRemedy(facts, flowLog);
        return {
          severity: "advice",
          title: `${called(flowLog)} writes a record for up to 10 minutes of a flow`,
          details: [
            "Peaks are flattened, records arrive later, and scans are harder to tell from single attempts.",
            "Interfaces of Nitro-based instances have records of at most a minute all the same.",
            ...(note ? [note] : []),
          ],
          about: [flowLog.id, flowLog.resourceId],
          remedies,
          setup,
        };
      }),
};
