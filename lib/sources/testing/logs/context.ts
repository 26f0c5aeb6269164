import { z } from "zod";
import { AwsFault, notFound } from "../server/fault";
import type { Caller } from "../server/identity";
import type { Group, LogStore } from "./store";
import type { Tokens } from "./tokens";

/** How pages are cut. AWS: at most 1 MB or 10,000 events, often less, and now and then nothing at all. */
export interface PageRules {
  readonly bytes: number;
  readonly events: number;
  /** The part of a page that is filled, by its number from 0 in its chain of tokens: 1 is full, 0 is an empty page with a token. */
  readonly fill: (page: number) => number;
}

/** What an action of CloudWatch Logs works with. */
export interface LogsContext {
  readonly store: LogStore;
  readonly caller: Caller;
  readonly tokens: Tokens;
  readonly pages: PageRules;
  /** How long `lastEventTimestamp` of a stream lags behind. */
  readonly lastEventLagMs: number;
}

/** Reads an action's input. Throws InvalidParameterException that names the first member that does not fit. */
export function readInput<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const member = issue?.path.join(".") ?? "";
  throw new AwsFault(
    "InvalidParameterException",
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${issue?.message ?? "unknown"}`,
  );
}

/** The members by which an action names its group: a name, or an identifier that is a name or an ARN. */
export const groupMembers = {
  logGroupName: z.string().min(1).max(512).optional(),
  logGroupIdentifier: z.string().min(1).max(2048).optional(),
};

/** The group that an input names. Throws when none is named, or when it is not there. */
export function groupOf(
  { store }: LogsContext,
  input: { readonly logGroupName?: string | undefined; readonly logGroupIdentifier?: string | undefined },
): Group {
  const named = input.logGroupName ?? nameIn(input.logGroupIdentifier);
  if (named === undefined || (input.logGroupName !== undefined && input.logGroupIdentifier !== undefined)) {
    throw new AwsFault(
      "InvalidParameterException",
      "Exactly one of the parameters logGroupName and logGroupIdentifier must be specified.",
    );
  }
  const group = store.groups.get(named);
  if (!group) throw notFound("log group");
  return group;
}

/** The name in `arn:aws:logs:REGION:ACCOUNT:log-group:NAME[:*]`, or the text itself. */
export function nameIn(identifier: string | undefined): string | undefined {
  if (!identifier?.startsWith("arn:")) return identifier;
  return identifier.split(":").slice(6).join(":").replace(/:\*$/, "");
}

/** The ARN of a group, without the `:*` that permissions want. */
export const groupArn = ({ caller }: LogsContext, name: string): string =>
  `arn:aws:logs:${caller.region}:${caller.account}:log-group:${name}`;
