import type { Direction, Evidence, InterfaceEvidence } from "../evidence";
import { reason } from "../filters";
import type { Fit, Rule } from "../rule";
import { replyEntry, showAcl } from "../steps";
import { figures, hasPorts, interfaceWord, onService } from "../words";

/** Which way a rejected reply crossed an interface; null when the log does not tell whose interface it is. */
const replyWay = (at: InterfaceEvidence): Direction | null =>
  at.replyRejected.direction ?? (at.place === "server" ? "egress" : at.place === "client" ? "ingress" : null);

/** A security group lets the reply of an accepted request pass, so a rejected reply is the network ACL's doing. */
function judge(evidence: Evidence, at: InterfaceEvidence, direction: Direction): Fit | null {
  const cell = at.replyRejected;
  if (cell.records === 0 || replyWay(at) !== direction) return null;
  const { client, server, protocol } = evidence;
  const out = direction === "egress";
  const subnet = at.subnet ?? (out ? "the server's subnet" : "the client's subnet");
  const what = hasPorts(protocol) ? "the client's ephemeral ports" : "the reply";
  return {
    confidence: "high",
    sentence: `${client} reached ${server}${onService(evidence)}, but the reply was rejected ${out ? "on its way out of" : "on its way into"} ${interfaceWord(at)} (${figures(cell)}): the network ACL of ${subnet} lacks an ${out ? "outbound" : "inbound"} rule for ${what}.`,
    reasons: [
      reason(
        `The request was accepted at ${interfaceWord(at)} (${figures(at.request.accepted)}).`,
        evidence,
        { at, way: "request", action: "ACCEPT" },
        at.request.accepted,
      ),
      reason(
        `Its reply was rejected there (${figures(cell)}). Security groups keep state and let replies pass; network ACLs do not.`,
        evidence,
        { at, way: "reply", action: "REJECT", clientPorts: cell.ports },
        cell,
      ),
    ],
    next_steps: [replyEntry(evidence, at, direction), showAcl(at.subnet)],
    at: cell.first,
  };
}

/** Request accepted into the server's interface, its reply rejected out of it. */
export const replyBlockedOutbound: Rule = {
  code: "reply_blocked_nacl_outbound",
  judge: (evidence, at) => judge(evidence, at, "egress"),
};

/** Request accepted out of the client's interface, its reply rejected into it. */
export const replyBlockedInbound: Rule = {
  code: "reply_blocked_nacl_inbound",
  judge: (evidence, at) => judge(evidence, at, "ingress"),
};
