import { reason } from "../filters";
import type { Rule } from "../rule";
import { requestEntry, securityGroupRule, showAcl } from "../steps";
import { figures, interfaceWord, many, tried } from "../words";

/** One client refused at every interface of a subnet that others may use: what the whole subnet shares is its network ACL. */
export const blockedNaclLikely: Rule = {
  code: "blocked_nacl_likely",
  judge: (evidence, at) => {
    const cell = at.request.rejected;
    const { around } = at;
    if (cell.records === 0 || around === null) return null;
    if (around.sawClient < 2 || around.rejectedClient < around.sawClient || around.otherClients === 0) return null;
    const service = [
      ...(evidence.port === null ? [] : [`dstport:${evidence.port}`]),
      ...(evidence.protocol === null ? [] : [`protocol:${evidence.protocol}`]),
      `subnet-id:${at.subnet}`,
    ];
    const range = { from: null, to: null };
    return {
      confidence: "medium",
      sentence: `${tried(evidence, cell)} and was rejected (${figures(cell)}), as at all ${around.sawClient} interfaces of ${at.subnet} that it tried, while other clients are accepted there: the subnet's network ACL is the likely cause.`,
      reasons: [
        reason(
          `The request was rejected at ${interfaceWord(at)}.`,
          evidence,
          { at, way: "request", action: "REJECT" },
          cell,
        ),
        {
          text: `All ${around.sawClient} interfaces of ${at.subnet} that saw ${evidence.client} rejected it.`,
          q: [`srcaddr:${evidence.client}`, ...service, "action:REJECT"].join(" "),
          ...range,
        },
        {
          text: `${many(around.otherClients, "other client")} ${around.otherClients === 1 ? "was" : "were"} accepted there, ${around.otherClient} for one.`,
          q: [`not srcaddr:${evidence.client}`, ...service, "action:ACCEPT"].join(" "),
          ...range,
        },
        {
          text: "Security groups that are limited by source would look the same.",
          q: null,
          ...range,
        },
      ],
      next_steps: [showAcl(at.subnet), requestEntry(evidence, at), securityGroupRule(evidence, at)],
      at: cell.first,
      rests: {
        fact: `${tried(evidence, cell)} and was rejected (${figures(cell)}).`,
        on: "an attempt of this client that was accepted",
      },
    };
  },
};
