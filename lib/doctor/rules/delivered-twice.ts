import { covers, pairs, samePlace, sameTraffic } from "../coverage";
import { called, sayPlace } from "../facts";
import type { Rule } from "../rule";

/** Two flow logs that log the same packets. */
export const deliveredTwice: Rule = {
  id: "delivered-twice",
  title: "No two flow logs deliver the same records",
  needs: ["flowLogs"],
  check: (facts) =>
    pairs(facts.flowLogs ?? [])
      .filter(([a, b]) => sameTraffic(a, b) && (covers(facts, a, b) || covers(facts, b, a)))
      .map(([a, b]) => {
        const [outer, inner] = covers(facts, a, b) ? [a, b] : [b, a];
        const about = [a.id, b.id];
        const what =
          outer.resourceId === inner.resourceId
            ? `Both watch ${outer.resourceId}.`
            : `${outer.id} watches ${outer.resourceId}, in which ${inner.resourceId} lies, which ${inner.id} watches too.`;
        if (!samePlace(a, b)) {
          return {
            severity: "advice",
            title: `${called(a)} and ${called(b)} log the same traffic`,
            details: [
              what,
              `They deliver to ${sayPlace(a.place)} and ${sayPlace(b.place)}. AWS bills both.`,
              "Add only one of them as a source: with both, totals count this traffic twice.",
            ],
            about,
            remedies: [],
            setup: null,
          };
        }
        return {
          severity: "problem",
          title: `${called(a)} and ${called(b)} deliver the same records to one place`,
          details: [
            what,
            `A source that reads ${sayPlace(a.place)} gets each record twice, and totals are too high.`,
            "Remove one of the two, or let one deliver elsewhere.",
          ],
          about,
          remedies: [],
          setup: null,
        };
      }),
};
