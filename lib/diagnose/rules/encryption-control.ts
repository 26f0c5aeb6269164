import { reason } from "../filters";
import type { Rule } from "../rule";
import { advice } from "../steps";
import { figures, interfaceWord, tried } from "../words";

/** `reject-reason` EC: VPC encryption control refused traffic that is not encrypted. */
export const blockedEncryptionControl: Rule = {
  code: "blocked_encryption_control",
  judge: (evidence, at) => {
    const cell = at.encryptionControl;
    if (cell.records === 0) return null;
    return {
      confidence: "high",
      sentence: `${tried(evidence, cell)} and was rejected by VPC encryption control (${figures(cell)}).`,
      reasons: [
        reason(`AWS gives reject-reason EC at ${interfaceWord(at)}.`, evidence, { at, more: "reject-reason:EC" }, cell),
      ],
      next_steps: [
        advice("Use instances or interfaces that encrypt traffic in transit at both ends."),
        advice("Or exclude this kind of traffic from the VPC's encryption control, or set it to monitor only."),
      ],
    };
  },
};
