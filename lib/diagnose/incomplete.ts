import { type Evidence, type InterfaceEvidence, together } from "./evidence";
import { reason, remark } from "./filters";
import type { Fit } from "./rule";
import { advice } from "./steps";
import { figures, interfaceWord, onService, span } from "./words";

/** Never logged by AWS, so that their absence proves nothing. */
const NEVER_LOGGED =
  "AWS never logs Amazon DNS, instance metadata, time sync, DHCP, licence activation, mirrored traffic, and traffic from a Network Load Balancer to an endpoint.";

/** Why an interface's log may lack a record that was there; null when it would have it. */
export function incompleteness({ completeness, ...at }: InterfaceEvidence): string | null {
  if (completeness === null) return null;
  const [lost] = completeness.skipped;
  const where = interfaceWord(at);
  if (lost) return `AWS lost records of ${where} (SKIPDATA, ${span(lost.from, lost.to)})`;
  if (completeness.actions.length !== 1) return null;
  return `The log of ${where} holds ${completeness.actions[0] === "REJECT" ? "rejected" : "accepted"} traffic only`;
}

/** Takes the place of a fit that rests on an absent record, where the log may have lost it. */
export function incompleteFit(evidence: Evidence, at: InterfaceEvidence, fit: Fit, why: string): Fit {
  const seen = together(
    at.request.accepted,
    at.request.rejected,
    at.reply,
    at.replyRejected,
    at.strayElsewhere,
    at.strayNowhere,
    at.strayUnknown,
    at.late,
  );
  const lost = (at.completeness?.skipped.length ?? 0) > 0;
  return {
    confidence: "low",
    sentence: `${fit.rests?.fact} ${why}: ${fit.rests?.on} may be missing from it.`,
    reasons: [
      lost
        ? {
            text: `${why}.`,
            q: `interface-id:${at.id} log-status:SKIPDATA`,
            from: at.completeness?.skipped[0]?.from ?? null,
            to: (at.completeness?.skipped.at(-1)?.to ?? 0) + 1,
          }
        : remark(`${why}: what is missing may have happened and not been logged.`),
      reason("What the log has of it.", evidence, { at }, seen),
      remark(`With a complete log one would say: ${fit.sentence}`),
    ],
    next_steps: [
      advice(
        lost
          ? "Look at the same conversation in another range, without SKIPDATA lines."
          : "Log all traffic of this interface: a flow log with traffic type ALL.",
      ),
      ...fit.next_steps,
    ],
    at: seen.first,
  };
}

/** What can be said where no rule fits: no records, records without an action, replies alone. */
export function nothingFits(evidence: Evidence): Fit {
  const { client, server, interfaces } = evidence;
  const between = `between ${client} and ${server}${onService(evidence)}`;
  const actionless = together(...interfaces.map((one) => one.actionless));
  if (actionless.records > 0) {
    return {
      confidence: "low",
      sentence: `There are records ${between} (${figures(actionless)}), but they carry no action, so the log does not say whether it was let through.`,
      reasons: [reason("Transit Gateway flow logs have no action field.", evidence, { more: "action:-" }, actionless)],
      next_steps: [advice("Log the interfaces at both ends, with a VPC flow log.")],
    };
  }
  const replies = together(...interfaces.map((one) => one.reply));
  if (replies.records > 0) {
    return {
      confidence: "low",
      sentence: `The log has replies from ${server} to ${client}${onService(evidence)} (${figures(replies)}), and no request.`,
      reasons: [reason("Only one direction is in the log.", evidence, { way: "reply" }, replies)],
      next_steps: [advice("Widen the range: the connection may have been opened before it.")],
      at: replies.first,
    };
  }
  return {
    confidence: "low",
    sentence: `The log has no record ${between}.`,
    reasons: [remark(NEVER_LOGGED), remark("Or no interface on the way is logged, or the range is too narrow.")],
    next_steps: [
      advice("Widen the range, and check both addresses and the port."),
      advice("Look whether the interfaces of both ends have a flow log, of all traffic."),
      advice("Packets that no route leads to an interface are logged nowhere: look at the route tables."),
    ],
  };
}
