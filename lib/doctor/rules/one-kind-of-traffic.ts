import { besideRemedy } from "../better";
import { covers } from "../coverage";
import { called, type Facts, type FlowLogFact } from "../facts";
import type { Rule } from "../rule";

/** True when other flow logs log the decision that this one leaves out. */
function completed(facts: Facts, flowLog: FlowLogFact): boolean {
  return (facts.flowLogs ?? []).some(
    (other) => other !== flowLog && other.traffic !== flowLog.traffic && covers(facts, other, flowLog),
  );
}

/** Flow logs that log only what was accepted, or only what was refused. */
export const oneKindOfTraffic: Rule = {
  id: "one-kind-of-traffic",
  title: "Accepted and refused traffic is logged",
  needs: ["flowLogs"],
  check: (facts) =>
    (facts.flowLogs ?? [])
      .filter((flowLog) => flowLog.traffic === "ACCEPT" || flowLog.traffic === "REJECT")
      .filter((flowLog) => !completed(facts, flowLog))
      .map((flowLog) => {
        const { remedies, setup, note } = besideRemedy(facts, flowLog);
        const accepts = flowLog.traffic === "ACCEPT";
        return {
          severity: "warning",
          title: `${called(flowLog)} logs only ${accepts ? "accepted" : "refused"} traffic of ${flowLog.resourceId}`,
          details: [
            accepts
              ? "What was refused is not in it: Rejections and most findings stay empty."
              : "What was accepted is not in it: totals are far too low, and an answer that got through cannot be told from one that never came.",
            "A flow log cannot be changed. Make one for all traffic, and remove this one later.",
            ...(note ? [note] : []),
          ],
          about: [flowLog.id, flowLog.resourceId],
          remedies,
          setup,
        };
      }),
};
