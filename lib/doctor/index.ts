/** What could be better about an account's flow logs: pure rules over facts that were found out elsewhere. */
export { type Check, type Examination, examine, RULES } from "./examine";
export * from "./facts";
export { type Finding, type Remedy, type Rule, SEVERITIES, type Severity } from "./rule";
