import { inOneSubnet } from "../evidence";
import { reason, remark } from "../filters";
import type { Rule } from "../rule";
import { securityGroupRule, showGroups } from "../steps";
import { figures, interfaceWord, tried } from "../words";

/** The request was rejected where no network ACL stands, or where it demonstrably lets this request pass. */
export const blockedSecurityGroup: Rule = {
  code: "blocked_security_group",
  judge: (evidence, at) => {
    const cell = at.request.rejected;
    if (cell.records === 0) return null;
    const oneSubnet = inOneSubnet(evidence);
    const elsewhere = at.around?.sameClientAccepted ?? [];
    if (!oneSubnet && elsewhere.length === 0) return null;
    const group = `a security group of ${interfaceWord(at)}`;
    const because = oneSubnet
      ? `Both ends are in ${evidence.serverSubnet}, where no network ACL is evaluated`
      : `The network ACL of ${at.subnet} lets this request pass: it was accepted at ${elsewhere[0]?.id}`;
    return {
      confidence: "high",
      sentence: `${tried(evidence, cell)} and was rejected by ${group} (${figures(cell)}). ${because}.`,
      reasons: [
        reason(
          `The request was rejected at ${interfaceWord(at)}.`,
          evidence,
          { at, way: "request", action: "REJECT" },
          cell,
        ),
        ...(oneSubnet
          ? [remark(`${evidence.client} and ${evidence.server} are both in ${evidence.serverSubnet}.`)]
          : elsewhere.map(({ id, cell: accepted }) => ({
              ...reason(
                `${evidence.client} was accepted on the same port at ${id}, in the same subnet.`,
                evidence,
                {},
                accepted,
              ),
              q: [
                `(srcaddr:${evidence.client} or pkt-srcaddr:${evidence.client})`,
                ...(evidence.port === null ? [] : [`dstport:${evidence.port}`]),
                ...(evidence.protocol === null ? [] : [`protocol:${evidence.protocol}`]),
                `action:ACCEPT interface-id:${id}`,
              ].join(" "),
            }))),
      ],
      next_steps: [securityGroupRule(evidence, at), showGroups(at)],
      at: cell.first,
    };
  },
};
