import { DEFAULT_CLOUDWATCH } from "../../setup";
import { printCommand } from "../../setup/text/shell";
import { called, type Facts } from "../facts";
import type { Rule } from "../rule";

const GIB = 2 ** 30;

function sayBytes(bytes: number | null): string {
  if (bytes === null) return "";
  return bytes < GIB / 10 ? "" : ` It holds ${(bytes / GIB).toFixed(1)} GiB now.`;
}

/** Log groups that flow logs deliver to and that keep everything for ever. */
export const neverExpires: Rule = {
  id: "never-expires",
  title: "Log groups have a retention",
  needs: ["flowLogs", "logGroups"],
  check: (facts: Facts) => {
    const flowLogs = facts.flowLogs ?? [];
    return (facts.logGroups ?? []).flatMap((group) => {
      const writers = flowLogs.filter(({ place }) => place.kind === "cloudwatch" && place.group === group.name);
      if (group.retention !== null || writers.length === 0) return [];
      const days = DEFAULT_CLOUDWATCH.retention;
      const command = printCommand({
        words: ["aws", "logs", "put-retention-policy"],
        options: [
          ["region", facts.region],
          ["log-group-name", group.name],
          ["retention-in-days", String(days)],
        ],
      });
      return [
        {
          severity: "warning" as const,
          title: `The log group ${group.name} never expires`,
          details: [
            `${writers.map(called).join(" and ")} ${writers.length === 1 ? "delivers" : "deliver"} to it. AWS bills what is kept, every month.${sayBytes(group.bytes)}`,
            "With a retention, AWS deletes older events for good, within about three days.",
          ],
          about: [group.name, ...writers.map(({ id }) => id)],
          remedies: [{ label: `Keep events for ${days} days`, text: `${command}\n` }],
          setup: null,
        },
      ];
    });
  },
};
