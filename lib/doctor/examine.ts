import type { Facts, Known } from "./facts";
import { type Finding, type Rule, SEVERITIES } from "./rule";
import { deliveredTwice } from "./rules/delivered-twice";
import { deliveryFailed } from "./rules/delivery-failed";
import { missingFields } from "./rules/missing-fields";
import { neverExpires } from "./rules/never-expires";
import { oneKindOfTraffic } from "./rules/one-kind-of-traffic";
import { tenMinuteInterval } from "./rules/ten-minute-interval";
import { withoutFlowLog } from "./rules/without-flow-log";

/** Every rule, in the order in which their findings are shown within a severity. */
export const RULES: readonly Rule[] = [
  deliveryFailed,
  deliveredTwice,
  withoutFlowLog,
  oneKindOfTraffic,
  neverExpires,
  missingFields,
  tenMinuteInterval,
];

/** How one rule ended. */
export interface Check {
  readonly rule: string;
  readonly title: string;
  readonly state: "fine" | "found" | "not_checked";
  /** What was not known, where it was not checked. */
  readonly unknown: readonly Known[];
}

export interface Examination {
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
}

/** Runs every rule that has the facts it needs. The gravest findings come first. */
export function examine(facts: Facts): Examination {
  const findings: Finding[] = [];
  const checks = RULES.map(({ id, title, needs, check }): Check => {
    const unknown = needs.filter((name) => facts[name] === null);
    if (unknown.length > 0) return { rule: id, title, state: "not_checked", unknown };
    const found = check(facts);
    findings.push(...found.map((finding) => ({ rule: id, ...finding })));
    return { rule: id, title, state: found.length > 0 ? "found" : "fine", unknown };
  });
  findings.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return { findings, checks };
}
