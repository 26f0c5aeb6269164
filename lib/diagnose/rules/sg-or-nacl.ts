import { type Evidence, type InterfaceEvidence, together } from "../evidence";
import { reason, remark } from "../filters";
import type { Fit, Rule } from "../rule";
import { advice, replyEntry, requestEntry, securityGroupRule, showAcl, showGroups } from "../steps";
import { figures, interfaceWord, onService, tried } from "../words";

/** What would tell a security group from a network ACL. */
function missing(evidence: Evidence, at: InterfaceEvidence): string {
  if (at.subnet === null) return "The log has no subnet-id (version 3 or newer), which could tell more.";
  if (at.around !== null && at.around.otherClients > 0)
    return "Another interface of the subnet that the same client tries would tell more.";
  return `Nobody else was seen using ${evidence.port === null ? "this" : `port ${evidence.port}`} in the subnet, which could tell more.`;
}

const UNDECIDED = "The log alone cannot tell whether a security group or a network ACL refused it.";

/** Replies were rejected: those without flags or a request, and those at an interface of which nothing tells whose it is. */
function strayReplies(evidence: Evidence, at: InterfaceEvidence): Fit | null {
  const { client, server, interfaces } = evidence;
  const cell = together(at.strayUnknown, at.replyRejected);
  if (cell.records === 0 || interfaces.some((one) => one.request.rejected.records > 0)) return null;
  const common = { confidence: "low", at: cell.first } as const;
  const reasons = [
    reason(`Replies were rejected at ${interfaceWord(at)}.`, evidence, { at, way: "reply", action: "REJECT" }, cell),
  ];
  if (at.replyRejected.records > 0) {
    return {
      ...common,
      sentence: `${client} reached ${server}${onService(evidence)}, but the reply was rejected at ${interfaceWord(at)} (${figures(cell)}): a network ACL refused it. The log does not tell whose interface this is, so neither whether an inbound or an outbound rule is missing.`,
      reasons: [
        ...reasons,
        remark("flow-direction (version 5), or other traffic of this interface, would tell whose it is."),
      ],
      next_steps: [showAcl(at.subnet), replyEntry(evidence, at, "egress"), replyEntry(evidence, at, "ingress")],
    };
  }
  return {
    ...common,
    sentence: `Replies from ${server} to ${client}${onService(evidence)} were rejected at ${interfaceWord(at)} (${figures(cell)}), and the log has no request for them. ${UNDECIDED}`,
    reasons: [...reasons, remark("tcp-flags (version 3) would tell whether anybody asked for them.")],
    next_steps: [showGroups(at), showAcl(at.subnet)],
    rests: {
      fact: `Replies from ${server} to ${client}${onService(evidence)} were rejected at ${interfaceWord(at)} (${figures(cell)}).`,
      on: "the request for them",
    },
  };
}

/** The request was rejected, and nothing tells by which of the two. */
export const blockedSgOrNacl: Rule = {
  code: "blocked_sg_or_nacl",
  judge: (evidence, at) => {
    const cell = at.request.rejected;
    if (cell.records === 0) return strayReplies(evidence, at);
    const steps = [
      showGroups(at),
      securityGroupRule(evidence, at),
      showAcl(at.subnet),
      requestEntry(evidence, at),
      advice("The Reachability Analyzer of the VPC console names the component that refuses it."),
    ];
    return {
      confidence: "low",
      sentence: `${tried(evidence, cell)} and was rejected (${figures(cell)}). ${UNDECIDED}`,
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
      rests: {
        fact: `${tried(evidence, cell)} and was rejected (${figures(cell)}).`,
        on: "accepted attempts, of this client or of others, which would tell a security group from a network ACL,",
      },
    };
  },
};
