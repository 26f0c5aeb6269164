import { reason } from "../filters";
import type { Rule } from "../rule";
import { advice } from "../steps";
import { figures, interfaceWord } from "../words";

/** SYN-ACK or RST rejected, and nobody sent a SYN for it: somebody else forged the address. Backscatter, harmless. */
export const unsolicitedReply: Rule = {
  code: "unsolicited_reply",
  judge: (evidence, at) => {
    const cell = at.strayNowhere;
    if (cell.records === 0) return null;
    const kind = cell.syn_ack > 0 ? "SYN-ACK" : "RST";
    const { client, server } = evidence;
    return {
      confidence: "medium",
      sentence: `A ${kind} between ${server} and ${client} was rejected at ${interfaceWord(at)} (${figures(cell)}), and no interface logged a SYN that it could answer: somebody sent packets under a forged address, and this is the echo. That is harmless.`,
      reasons: [
        reason(
          `${kind} packets were rejected at ${interfaceWord(at)}.`,
          evidence,
          { at, action: "REJECT", clientPorts: cell.ports },
          cell,
        ),
      ],
      next_steps: [advice("Nothing needs to be done.")],
      at: cell.first,
      rests: {
        fact: `A ${kind} between ${server} and ${client} was rejected at ${interfaceWord(at)} (${figures(cell)}).`,
        on: "the SYN that it answers",
      },
    };
  },
};
