import { type Evidence, together } from "../evidence";
import { reason } from "../filters";
import type { Rule } from "../rule";
import { advice } from "../steps";
import { figures, interfaceWord, many, onService } from "../words";

/** Whether anything else than late packets was rejected, at any interface. */
function otherRejections({ interfaces }: Evidence): boolean {
  return interfaces.some(
    (one) =>
      together(one.request.rejected, one.replyRejected, one.strayElsewhere, one.strayNowhere, one.strayUnknown)
        .records > 0,
  );
}

/** Only packets without SYN were rejected, after their connection had ended: the state was gone. Harmless. */
export const latePacket: Rule = {
  code: "late_packet",
  judge: (evidence, at) => {
    const { late } = at;
    if (late.records === 0 || otherRejections(evidence)) return null;
    const { client, server } = evidence;
    const silent = late.end === "silence";
    const seen = silent ? "after a silence" : "after the connection was closed with FIN or RST";
    return {
      confidence: silent ? "medium" : "high",
      sentence: `The connection between ${client} and ${server}${onService(evidence)} worked. ${many(late.packets, "packet")} came ${seen} and ${late.packets === 1 ? "was" : "were"} rejected at ${interfaceWord(at)} (${figures(late)}). That is harmless.`,
      reasons: [
        reason(
          `What was rejected has no SYN: nobody tried to open a connection.`,
          evidence,
          { at, action: "REJECT" },
          late,
        ),
        reason(
          "The same connection was accepted both ways before.",
          evidence,
          { at, action: "ACCEPT" },
          together(at.request.accepted, at.reply),
        ),
      ],
      next_steps: [advice("Nothing needs to be done.")],
      at: late.first,
      ...(silent
        ? {
            rests: {
              fact: `A packet of a connection between ${client} and ${server}${onService(evidence)} was rejected after others had been accepted (${figures(late)}).`,
              on: "packets in between",
            },
          }
        : {}),
    };
  },
};
