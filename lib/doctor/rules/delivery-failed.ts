import { type CheckedChoice, checkChoice, DEFAULT_CHOICE, DEFAULT_CLOUDWATCH } from "../../setup";
import { bucketPolicy } from "../../setup/policy/bucket";
import { deliveryPolicy, trustPolicy } from "../../setup/policy/delivery-role";
import { printPolicy } from "../../setup/policy/policy";
import { DELIVERY_POLICY_NAME } from "../../setup/text/flow-log";
import { printCommand } from "../../setup/text/shell";
import { called, type Facts, type FlowLogFact, sayPlace } from "../facts";
import type { Remedy, Rule } from "../rule";

/** AWS's reasons (EC2 API reference, FlowLog) with what most often is behind each. */
function curesOf({ deliveryError, place }: FlowLogFact): string[] {
  const reason = deliveryError?.toLowerCase() ?? "";
  if (reason.includes("access")) {
    if (place.kind === "cloudwatch") {
      return [
        "The role that delivers is not allowed to write to the log group, or flow logs are not allowed to take the role.",
        "Check the role's trust policy and its permissions; a role that was deleted and made again needs a new flow log.",
      ];
    }
    return [
      "The bucket's policy does not let AWS write into the flow log's folder, or the bucket is gone.",
      "If the bucket is encrypted with a key of your own, the key's policy must let delivery.logs.amazonaws.com use it.",
    ];
  }
  if (reason.includes("rate")) {
    return [
      "CloudWatch Logs takes fewer events from this account than the flow log delivers; what is too much is lost.",
      "Deliver to S3, which has no such limit, watch fewer interfaces, or ask AWS for a higher quota.",
    ];
  }
  return ["AWS does not say why. If it stays so for an hour, create the flow log again and remove this one."];
}

/** A choice that stands for the place, to write its policies with; null when the facts are not enough. */
function choiceOf(facts: Facts, { place, resourceId }: FlowLogFact): CheckedChoice | null {
  if (place.kind === "other" || !facts.account) return null;
  const result = checkChoice({
    ...DEFAULT_CHOICE,
    account: facts.account,
    region: facts.region,
    id: /^vpc-/.test(resourceId) ? resourceId : "vpc-00000000",
    destination:
      place.kind === "cloudwatch"
        ? { ...DEFAULT_CLOUDWATCH, group: place.group, role: place.roleArn ?? DEFAULT_CLOUDWATCH.role }
        : { ...place, existing: true },
  });
  return result.ok ? result.choice : null;
}

/** The commands that give the role, or the bucket, what delivery needs. */
function remediesFor(facts: Facts, flowLog: FlowLogFact): Remedy[] {
  const choice = choiceOf(facts, flowLog);
  if (!choice || !/access/i.test(flowLog.deliveryError ?? "")) return [];
  const { destination, region } = choice;
  if (destination.kind === "s3") {
    return [
      {
        label: "Statements that the bucket's policy needs",
        text: `${printPolicy(bucketPolicy(choice, destination))}\n`,
      },
    ];
  }
  if (flowLog.place.kind !== "cloudwatch" || !flowLog.place.roleArn) return [];
  const role = flowLog.place.roleArn.slice(flowLog.place.roleArn.lastIndexOf("/") + 1);
  const place = [
    ["region", region],
    ["role-name", role],
  ] as const;
  const commands = [
    printCommand({
      words: ["aws", "iam", "update-assume-role-policy"],
      options: [...place, ["policy-document", printPolicy(trustPolicy(choice))]],
    }),
    printCommand({
      words: ["aws", "iam", "put-role-policy"],
      options: [
        ...place,
        ["policy-name", DELIVERY_POLICY_NAME],
        ["policy-document", printPolicy(deliveryPolicy(choice, destination.group))],
      ],
    }),
  ];
  return [{ label: `Let flow logs take the role ${role}, and let it write`, text: `${commands.join("\n")}\n` }];
}

/** Flow logs that AWS could not deliver at its last try. */
export const deliveryFailed: Rule = {
  id: "delivery-failed",
  title: "Every flow log delivers",
  needs: ["flowLogs"],
  check: (facts) =>
    (facts.flowLogs ?? [])
      .filter(({ delivery }) => delivery === "FAILED")
      .map((flowLog) => ({
        severity: "problem",
        title: `${called(flowLog)} cannot deliver to ${sayPlace(flowLog.place)}`,
        details: [`AWS says: ${flowLog.deliveryError ?? "nothing about the reason"}.`, ...curesOf(flowLog)],
        about: [flowLog.id],
        remedies: remediesFor(facts, flowLog),
        setup: null,
      })),
};
