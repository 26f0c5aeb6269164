import { reason } from "../filters";
import type { Rule } from "../rule";
import { advice } from "../steps";
import { figures, interfaceWord, tried } from "../words";

/** `reject-reason` BPA: VPC Block Public Access, which no security group or network ACL overrules. */
export const blockedPublicAccess: Rule = {
  code: "blocked_public_access",
  judge: (evidence, at) => {
    const cell = at.publicAccess;
    if (cell.records === 0) return null;
    return {
      confidence: "high",
      sentence: `${tried(evidence, cell)} and was rejected by VPC Block Public Access (${figures(cell)}).`,
      reasons: [
        reason(
          `AWS gives reject-reason BPA at ${interfaceWord(at)}.`,
          evidence,
          { at, more: "reject-reason:BPA" },
          cell,
        ),
      ],
      next_steps: [
        {
          text: "Look at the Block Public Access options of the Region, and at its exclusions",
          command: "aws ec2 describe-vpc-block-public-access-options",
        },
        {
          text: "If this traffic is meant to be public, exclude its VPC or subnet",
          command: `aws ec2 create-vpc-block-public-access-exclusion --subnet-id ${at.subnet ?? "SUBNET_ID"} --internet-gateway-exclusion-mode allow-bidirectional`,
        },
        advice("Security groups and network ACLs cannot allow what Block Public Access refuses."),
      ],
    };
  },
};
