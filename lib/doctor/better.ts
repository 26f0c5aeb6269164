/**
 * A better flow log beside one that is there. A flow log cannot be changed after its creation (VPC user guide,
 * "Flow logs basics"), so a second one is made, and the first removed once the second delivers.
 */

import {
  type CheckedChoice,
  checkChoice,
  DEFAULT_CLOUDWATCH,
  fieldsFor,
  printSetup,
  recommendedFields,
  type SetupChoice,
} from "../setup";
import { besideText } from "../setup/text/beside";
import { called, type Facts, type FlowLogFact, sayPlace } from "./facts";
import type { Remedy } from "./rule";

const SUFFIX = "flowglass";

/** A name that nothing delivers to and that is no log group yet. */
function freeName(taken: ReadonlySet<string>, name: string): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}-${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function newGroup(facts: Facts, group: string): string {
  const taken = new Set([
    ...(facts.logGroups ?? []).map(({ name }) => name),
    ...(facts.flowLogs ?? []).flatMap(({ place }) => (place.kind === "cloudwatch" ? [place.group] : [])),
  ]);
  return freeName(taken, `${group}-${SUFFIX}`);
}

function newPrefix(facts: Facts, bucket: string, prefix: string): string {
  const taken = new Set(
    (facts.flowLogs ?? []).flatMap(({ place }) =>
      place.kind === "s3" && place.bucket === bucket ? [place.prefix] : [],
    ),
  );
  return freeName(taken, prefix === "" ? SUFFIX : `${prefix}-${SUFFIX}`);
}

/** The fields there are, and after them those that are recommended. */
function moreFields({ resource, fields }: FlowLogFact): SetupChoice["fields"] {
  if (resource === "other") return { kind: "recommended" };
  const possible = new Set(fieldsFor(resource));
  const recommended = recommendedFields(resource);
  const known = (fields ?? []).filter((name) => possible.has(name));
  const names = [...known, ...recommended.filter((name) => !known.includes(name))];
  return names.join() === recommended.join() ? { kind: "recommended" } : { kind: "own", names };
}

/**
 * The choice for a flow log of the same resource that logs all traffic every minute with every recommended field.
 * It goes to a place of its own: in one log group, lines of two formats cannot be told apart.
 */
export function betterChoice(facts: Facts, flowLog: FlowLogFact): SetupChoice | null {
  const { resource, place } = flowLog;
  if (resource === "other" || place.kind === "other") return null;
  const { account, region } = facts;
  const destination: SetupChoice["destination"] =
    place.kind === "cloudwatch"
      ? {
          ...DEFAULT_CLOUDWATCH,
          group: newGroup(facts, place.group),
          retention:
            facts.logGroups?.find(({ name }) => name === place.group)?.retention ?? DEFAULT_CLOUDWATCH.retention,
          role: place.roleArn ?? DEFAULT_CLOUDWATCH.role,
        }
      : { ...place, prefix: newPrefix(facts, place.bucket, place.prefix), existing: true };
  return {
    account: account ?? "",
    region,
    scope: resource,
    id: flowLog.resourceId,
    traffic: "ALL",
    destination,
    interval: 60,
    fields: moreFields(flowLog),
  };
}

/** What to know before running the commands. */
function noteOn(choice: CheckedChoice, { place }: FlowLogFact): string {
  const where =
    choice.destination.kind === "cloudwatch"
      ? `the log group ${choice.destination.group}: the role must be allowed to write to it`
      : `the folder ${choice.destination.prefix}: the bucket's policy must allow AWS to write there`;
  return `It delivers to ${where}. ${sayPlace(place)} stays as it is.`;
}

/** The commands for a better flow log beside this one, and the parameters of the Set up page for it. */
export function besideRemedy(
  facts: Facts,
  flowLog: FlowLogFact,
): { readonly remedies: readonly Remedy[]; readonly setup: string | null; readonly note: string | null } {
  const choice = betterChoice(facts, flowLog);
  if (!choice) return { remedies: [], setup: null, note: null };
  const setup = printSetup(choice).toString();
  const result = checkChoice(choice);
  if (!result.ok) return { remedies: [], setup, note: null };
  return {
    setup,
    note: noteOn(result.choice, flowLog),
    remedies: [
      {
        label: `A better flow log beside ${called(flowLog)}`,
        text: besideText(result.choice, flowLog.id),
      },
    ],
  };
}
