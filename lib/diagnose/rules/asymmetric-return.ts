import { reason } from "../filters";
import type { Rule } from "../rule";
import { advice } from "../steps";
import { figures, interfaceWord, onService } from "../words";

/** A reply rejected at an interface that never saw the request, which went through another one. */
export const asymmetricReturn: Rule = {
  code: "asymmetric_return",
  judge: (evidence, at) => {
    const cell = at.strayElsewhere;
    if (cell.records === 0) return null;
    const others = evidence.interfaces.filter((one) => one !== at && one.request.accepted.records > 0);
    const { client, server } = evidence;
    const through = others.map((one) => one.id || "an interface without a name").join(" and ");
    return {
      confidence: cell.syn_ack > 0 ? "high" : "medium",
      sentence: `${client} asked ${server}${onService(evidence)} through ${through || "another interface"}, but the reply came through ${interfaceWord(at)} and was rejected there (${figures(cell)}): an interface that did not see a request does not let its reply pass.`,
      reasons: [
        reason(
          `${interfaceWord(at)} rejected ${cell.syn_ack > 0 ? "SYN-ACK packets" : "replies"} and logged no request for them.`,
          evidence,
          { at, way: "reply", action: "REJECT", clientPorts: cell.ports },
          cell,
        ),
        ...others.map((other) =>
          reason(
            `${interfaceWord(other)} logged the request.`,
            evidence,
            { at: other, way: "request", clientPorts: cell.ports },
            other.request.accepted,
          ),
        ),
      ],
      next_steps: [
        advice(
          "Make request and reply take one way: look at the route tables of both subnets, and at the routes inside a host that has several interfaces.",
        ),
      ],
      at: cell.first,
      rests: {
        fact: `A reply from ${server} to ${client}${onService(evidence)} was rejected at ${interfaceWord(at)} (${figures(cell)}).`,
        on: "its request at this interface",
      },
    };
  },
};
