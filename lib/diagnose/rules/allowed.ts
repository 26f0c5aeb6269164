import { together } from "../evidence";
import { reason } from "../filters";
import type { Rule } from "../rule";
import { advice } from "../steps";
import { figures, interfaceWord, moment, onService } from "../words";

/** Accepted both ways. */
export const allowed: Rule = {
  code: "allowed",
  judge: (evidence, at) => {
    // A reply may take another interface than the request.
    const replied = at.reply.records > 0 ? at : evidence.interfaces.find((one) => one.reply.records > 0);
    if (at.request.accepted.records === 0 || replied === undefined) return null;
    const { client, server } = evidence;
    const blind =
      evidence.protocol === 6 && !at.flags
        ? " The log has no tcp-flags, so a server that refuses with RST would look the same."
        : "";
    const both = together(at.request.accepted, replied.reply);
    return {
      confidence: evidence.protocol === 6 && !at.flags ? "medium" : "high",
      sentence: `${client} and ${server} talk${onService(evidence)}: both directions were accepted (${figures(both)}).${blind}`,
      reasons: [
        reason(
          `${interfaceWord(at)} accepted the requests.`,
          evidence,
          { at, way: "request", action: "ACCEPT" },
          at.request.accepted,
        ),
        reason(
          `${interfaceWord(replied)} accepted the replies.`,
          evidence,
          { at: replied, way: "reply", action: "ACCEPT" },
          replied.reply,
        ),
      ],
      next_steps:
        at.synAcks > 0 && at.refused.connections > 0
          ? [
              advice(
                `Some connections were refused with RST, the last at ${moment(at.refused.last ?? 0)} UTC: the service was not listening at that time.`,
              ),
            ]
          : [],
    };
  },
};
