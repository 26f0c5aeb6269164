import { type CheckedChoice, isOfTransitGateway, RETENTION_DAYS, type SetupChoice } from "./choice";
import { checkFields } from "./fields";
import {
  checkAccount,
  checkBucket,
  checkId,
  checkLogGroup,
  checkPrefix,
  checkRegion,
  checkRole,
  isArn,
  nounOf,
} from "./names";

/** Which part of a choice is meant: the names of the page's controls. */
export type Part =
  | "account"
  | "region"
  | "id"
  | "traffic"
  | "group"
  | "retention"
  | "role"
  | "bucket"
  | "prefix"
  | "interval"
  | "fields";

/** One thing that is missing or wrong. */
export interface Problem {
  readonly part: Part;
  /** One sentence that says what is wrong, or what would be right. */
  readonly message: string;
  /** True when nothing was given yet, so that a page can ask instead of complaining. */
  readonly missing: boolean;
}

export type CheckResult =
  | { readonly ok: true; readonly choice: CheckedChoice }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function checkDestination({ destination, account }: SetupChoice): [Part, string, string | null][] {
  if (destination.kind === "s3") {
    return [
      ["bucket", destination.bucket, checkBucket(destination.bucket)],
      ["prefix", destination.prefix, checkPrefix(destination.prefix)],
    ];
  }
  const { group, role, retention } = destination;
  const known = RETENTION_DAYS.some((days) => days === retention);
  const foreign = isArn(role) && account !== "" && !role.includes(`::${account}:`);
  return [
    ["group", group, checkLogGroup(group)],
    ["retention", String(retention), known ? null : `CloudWatch Logs cannot keep events for ${retention} days.`],
    ["role", role, checkRole(role) ?? (foreign ? `The role must be in the account ${account}.` : null)],
  ];
}

/**
 * Checks a choice against AWS's rules for names, ids and what goes together.
 * @returns the choice as one that can be written down, or everything that is wrong, in the order of the page.
 */
export function checkChoice(choice: SetupChoice): CheckResult {
  const { scope, interval } = choice;
  // EC2 API reference, CreateFlowLogs: MaxAggregationInterval must be 60 for transit gateway resource types.
  const tooLong = isOfTransitGateway(scope) && interval !== 60;
  const found: [Part, string, string | null][] = [
    ["account", choice.account, checkAccount(choice.account)],
    ["region", choice.region, checkRegion(choice.region)],
    ["id", choice.id, checkId(scope, choice.id)],
    ...checkDestination(choice),
    ["interval", String(interval), tooLong ? `A ${nounOf(scope)}'s flow log has an interval of 1 minute.` : null],
    ["fields", "own", checkFields(scope, choice.fields)],
  ];
  const problems = found.flatMap(([part, given, message]) =>
    message === null ? [] : [{ part, message, missing: given === "" }],
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, choice: choice as CheckedChoice };
}
