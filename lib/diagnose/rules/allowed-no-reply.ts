import type { Evidence, InterfaceEvidence } from "../evidence";
import { reason } from "../filters";
import type { Rule } from "../rule";
import { advice } from "../steps";
import { figures, hasPorts, interfaceWord, onService, protocolWord } from "../words";

/** Where the reply was last looked for: the logged interface nearest to the server. */
function nearest({ interfaces }: Evidence): InterfaceEvidence | undefined {
  const order = ["server", "middle", "unknown", "client"] as const;
  return [...interfaces]
    .filter((one) => one.request.accepted.records > 0)
    .sort((a, b) => order.indexOf(a.place) - order.indexOf(b.place))[0];
}

/** The request was accepted, and no reply was logged. */
export const allowedNoReply: Rule = {
  code: "allowed_no_reply",
  judge: (evidence, at) => {
    if (at !== nearest(evidence) || evidence.interfaces.some((one) => one.reply.records > 0)) return null;
    const { client, server, protocol } = evidence;
    const cell = at.request.accepted;
    const needNot = protocol !== 6;
    const why = needNot
      ? `An answer need not come with ${protocolWord(protocol)}.`
      : at.place === "server"
        ? "The host is down, its own firewall drops the packets, or the reply takes another way."
        : "The host is down, something behind this interface drops the packets, or the reply takes another way.";
    return {
      confidence: "medium",
      sentence: `${client} was let through to ${server}${onService(evidence)} at ${interfaceWord(at)} (${figures(cell)}), and no reply was logged. ${why}`,
      reasons: [reason(`The request was accepted.`, evidence, { at, way: "request", action: "ACCEPT" }, cell)],
      next_steps: [
        advice(
          `Check that ${server} is up${hasPorts(protocol) ? ", that the service runs," : ""} and that its own firewall lets this pass.`,
        ),
        advice("Check the route table of the server's subnet: the reply may leave by another interface."),
        ...(at.place === "server"
          ? []
          : [advice(`Log the interface of ${server} too: its records would show whether the request arrived.`)]),
      ],
      at: cell.first,
      rests: {
        fact: `${client} was let through to ${server}${onService(evidence)} at ${interfaceWord(at)} (${figures(cell)}), and no reply is in the log.`,
        on: "a reply",
      },
    };
  },
};
