import { reason } from "../filters";
import type { Rule } from "../rule";
import { advice } from "../steps";
import { figures, interfaceWord, many, onService } from "../words";

/** Accepted both ways, and the server answered with RST only: nothing listens on the port. */
export const allowedRefused: Rule = {
  code: "allowed_refused",
  judge: (evidence, at) => {
    if (at.request.accepted.records === 0 || at.reply.records === 0 || at.refused.connections === 0 || at.synAcks > 0)
      return null;
    const { client, server } = evidence;
    const cell = at.request.accepted;
    return {
      confidence: "high",
      sentence: `The network let ${client} reach ${server}${onService(evidence)}, but ${server} refused ${many(at.refused.connections, "connection")} with RST (${figures(cell)}): nothing listens on that port.`,
      reasons: [
        reason(
          `${interfaceWord(at)} accepted the request.`,
          evidence,
          { at, way: "request", action: "ACCEPT" },
          at.request.accepted,
        ),
        reason(
          "The server answered with RST and never with SYN-ACK.",
          evidence,
          { at, way: "reply", action: "ACCEPT", more: "tcp-flags:rst" },
          at.reply,
        ),
      ],
      next_steps: [
        advice(`Check on ${server} that the service runs and listens on this address and port, not on loopback only.`),
      ],
      at: at.refused.first,
    };
  },
};
