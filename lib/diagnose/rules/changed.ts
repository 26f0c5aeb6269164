import { together } from "../evidence";
import { filterOf } from "../filters";
import type { Rule } from "../rule";
import { advice } from "../steps";
import { figures, interfaceWord, many, moment, onService } from "../words";

const word = { ACCEPT: "accepted", REJECT: "rejected" } as const;

/** The same client, server and port: accepted, later rejected, or the reverse. A rule or a route changed in between. */
export const changed: Rule = {
  code: "changed",
  judge: (evidence, at) => {
    const last = at.changes.at(-1);
    if (last === undefined) return null;
    const { client, server } = evidence;
    const cell = together(at.request.accepted, at.request.rejected);
    const before = last.to === "ACCEPT" ? "rejected" : "accepted";
    const times = at.changes.length === 1 ? "" : ` It was the last of ${many(at.changes.length, "change")}.`;
    return {
      confidence: at.flags || evidence.protocol !== 6 ? "high" : "medium",
      sentence: `${client} was ${before} by ${server}${onService(evidence)} until ${moment(last.before)}, and is ${word[last.to]} since ${moment(last.at)} UTC (${figures(cell)}).${times}`,
      reasons: at.changes.map((change) => ({
        text: `Attempts at ${interfaceWord(at)} were ${change.to === "ACCEPT" ? "rejected" : "accepted"} until ${moment(change.before)} and ${word[change.to]} from ${moment(change.at)} UTC on.`,
        q: filterOf(evidence, { at, way: "request" }),
        from: change.before - 300,
        to: change.at + 300,
      })),
      next_steps: [
        {
          text: `See what was changed around ${moment(last.at)} UTC`,
          command: `aws cloudtrail lookup-events --start-time ${last.before - 900} --end-time ${last.at + 60} --lookup-attributes AttributeKey=EventSource,AttributeValue=ec2.amazonaws.com`,
        },
        advice(
          "Look for changes of security group rules, network ACL entries, the interface's groups and the subnet's network ACL.",
        ),
      ],
      at: last.at,
    };
  },
};
