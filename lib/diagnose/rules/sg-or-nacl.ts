import { type Cell, type Evidence, type InterfaceEvidence, together } from "../evidence";
import { reason, remark } from "../filters";
import type { Rule } from "../rule";
import { advice, requestEntry, securityGroupRule, showAcl, showGroups } from "../steps";
import { figures, interfaceWord, onService, tried } from "../words";

/** What else was rejected and fits no other rule: replies without flags or a request, late packets among other rejections. */
const unexplained = (at: InterfaceEvidence): Cell => together(at.strayUnknown, at.late);

/** What would tell a security group from a network ACL. */
function missing(evidence: Evidence, at: InterfaceEvidence): string {
  if (at.subnet === null) return "The log has no subnet-id (version 3 or newer), which could tell more.";
  if (at.around !== null && at.around.otherClients > 0)
    return "Another interface of the subnet that the same client tries would tell more.";
  return `Nobody else was seen using ${evidence.port === null ? "this" : `port ${evidence.port}`} in the subnet, which could tell more.`;
}

/** The request was rejected, and nothing tells by which of the two. */
export const blockedSgOrNacl: Rule = {
  code: "blocked_sg_or_nacl",
  judge: (evidence, at) => {
    const cell = at.request.rejected;
    const rest = unexplained(at);
    if (cell.records === 0 && rest.records === 0) return null;
    const undecided = "The log alone cannot tell whether a security group or a network ACL refused it.";
    const steps = [
      showGroups(at),
      securityGroupRule(evidence, at),
      showAcl(at.subnet),
      requestEntry(evidence, at),
      advice("The Reachability Analyzer of the VPC console names the component that refuses it."),
    ];
    if (cell.records === 0) {
      return {
        confidence: "low",
        sentence: `Packets between ${evidence.client} and ${evidence.server}${onService(evidence)} were rejected at ${interfaceWord(at)} (${figures(rest)}), without a request that they belong to. ${undecided}`,
        reasons: [reason(`They were rejected at ${interfaceWord(at)}.`, evidence, { at, action: "REJECT" }, rest)],
        next_steps: steps,
        at: rest.first,
        absent: "the request that they belong to",
      };
    }
    return {
      confidence: "low",
      sentence: `${tried(evidence, cell)} and was rejected (${figures(cell)}). ${undecided}`,
      reasons: [
        reason(
          `The request was rejected at ${interfaceWord(at)}.`,
          evidence,
          { at, way: "request", action: "REJECT" },
          cell,
        ),
        remark(missing(evidence, at)),
      ],
      next_steps: steps,
      at: cell.first,
      absent: "that nobody else was accepted and nothing changed",
    };
  },
};
