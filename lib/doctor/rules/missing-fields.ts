import { type Gain, lossesOf, recommendedFields } from "../../setup";
import { besideRemedy } from "../better";
import { covers, sameTraffic } from "../coverage";
import { called, type Facts, type FlowLogFact } from "../facts";
import type { Rule } from "../rule";

/** What the pages do without because of this flow log's fields; nothing when its fields are not known. */
function missed({ resource, fields }: FlowLogFact): readonly Gain[] {
  if (!fields || resource === "other") return [];
  return lossesOf(fields, recommendedFields(resource));
}

/** The losses page by page, a sentence each. */
function sentences(losses: readonly Gain[]): string[] {
  const pages = [...new Set(losses.map(({ place }) => place))];
  return pages.map((page) => {
    const gains = losses.filter(({ place }) => place === page);
    const lacking = [...new Set(gains.flatMap(({ fields }) => fields))];
    return `${page} goes without ${gains.map(({ gain }) => gain).join("; ")} (${lacking.join(", ")}).`;
  });
}

const isRicher = (facts: Facts, flowLog: FlowLogFact) => (other: FlowLogFact) =>
  other !== flowLog && missed(other).length === 0 && sameTraffic(other, flowLog) && covers(facts, other, flowLog);

/** Flow logs without fields from which a page would tell more. */
export const missingFields: Rule = {
  id: "missing-fields",
  title: "Flow logs have the fields that the pages use",
  needs: ["flowLogs"],
  check: (facts) =>
    (facts.flowLogs ?? [])
      .filter((flowLog) => missed(flowLog).length > 0)
      .filter((flowLog) => !(facts.flowLogs ?? []).some(isRicher(facts, flowLog)))
      .map((flowLog) => {
        const losses = missed(flowLog);
        const given = new Set(flowLog.fields);
        const lacking = new Set(losses.flatMap(({ fields }) => fields.filter((name) => !given.has(name))));
        const { remedies, setup, note } = besideRemedy(facts, flowLog);
        return {
          severity: "advice",
          title: `${called(flowLog)} lacks ${lacking.size} ${lacking.size === 1 ? "field" : "fields"} that the pages use`,
          details: [...sentences(losses), ...(note ? [note] : [])],
          about: [flowLog.id, flowLog.resourceId],
          remedies,
          setup,
        };
      }),
};
