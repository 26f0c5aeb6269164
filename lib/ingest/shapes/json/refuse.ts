import { refuseTotals } from "../csv/refuse";
import { ShapeError } from "../types";
import { fold, isFoldable, isObject, type Members } from "./path";

const refusal = (message: string) => new ShapeError("not_flow_log", message);

/** Flow logs of other clouds, of which some have fields of the same names as AWS's. */
const OTHER_CLOUDS: readonly (readonly [test: (one: Members) => boolean, message: string])[] = [
  [
    (one) => typeof one.type === "string" && one.type.startsWith("com.oraclecloud."),
    "This is an Oracle Cloud (OCI) log, not an AWS flow log.",
  ],
  [
    (one) => ["vswitch-id", "vswitch_id"].some((key) => key in one) && ["eni-id", "eni_id"].some((key) => key in one),
    "This is an Alibaba Cloud flow log, not an AWS one.",
  ],
];

/** Known kinds of JSON that hold no flow logs: a test on an object, and what to say. */
const KINDS: readonly (readonly [test: (one: Members) => boolean, message: string])[] = [
  [
    (one) => "eventVersion" in one && "eventSource" in one && !("kinesis" in one),
    "This is an AWS CloudTrail log, not a VPC flow log.",
  ],
  [
    (one) => "FlowLogs" in one,
    "This is the output of describe-flow-logs: it describes flow logs but holds no records.",
  ],
  [
    (one) => one.category === "NetworkSecurityGroupFlowEvent" || one.category === "FlowLogFlowEvent",
    "This is an Azure network flow log, not an AWS one.",
  ],
  [
    (one) => isObject(one.jsonPayload) && isObject(one.jsonPayload.connection),
    "This is a Google Cloud flow log, not an AWS one.",
  ],
  [
    (one) => "firewall_name" in one && "event_timestamp" in one,
    "This is an AWS Network Firewall log, not a VPC flow log.",
  ],
  [(one) => "event_type" in one && "src_ip" in one, "This is output of Suricata, not a VPC flow log."],
  [
    (one) => "schemaVersion" in one && "accountId" in one && "service" in one,
    "This is an Amazon GuardDuty finding, not a flow log.",
  ],
  [(one) => "webaclId" in one || "httpRequest" in one, "This is an AWS WAF log, not a VPC flow log."],
  // The fields of one record vary: answers, rcode or the type of the query may be missing.
  [
    (one) => "query_name" in one && ["query_type", "query_class", "query_timestamp", "rcode"].some((key) => key in one),
    "This is a Route 53 Resolver query log, not a VPC flow log.",
  ],
  [
    (one) => "class_uid" in one && "metadata" in one,
    "This is OCSF data (Amazon Security Lake), which is not read yet; export the flow logs themselves.",
  ],
  [
    (one) => "logGroups" in one || "logStreams" in one,
    "This lists log groups or streams; it holds no flow-log records.",
  ],
];

/** Says which other cloud's flow logs these are; null when none's. */
export function refuseOtherClouds(values: readonly unknown[]): ShapeError | null {
  const objects = values.flatMap((value) => objectsIn(value)).slice(0, 500);
  for (const [test, message] of OTHER_CLOUDS) if (objects.some(test)) return refusal(message);
  return null;
}

/** Says what a known kind of JSON is; null for any other. */
export function refuseKnownJson(values: readonly unknown[]): ShapeError | null {
  const objects = values.flatMap((value) => objectsIn(value)).slice(0, 500);
  for (const [test, message] of KINDS) if (objects.some(test)) return refusal(message);
  return null;
}

/** Says what JSON is that holds no flow-log records. */
export function refuseJson(values: readonly unknown[], complete: boolean): ShapeError | null {
  const known = refuseKnownJson(values);
  if (known) return known;
  const objects = values.flatMap((value) => objectsIn(value)).slice(0, 500);
  const [first] = objects;
  const totals = objects.map((one) => refuseTotals(Object.keys(one))).find((refusal) => refusal !== null);
  if (totals) return totals;
  if (
    objects.some((one) => one.messageType === "CONTROL_MESSAGE") &&
    objects.every((one) => one.messageType !== "DATA_MESSAGE")
  ) {
    return new ShapeError("empty", "This is a CloudWatch Logs control message; it holds no records.");
  }
  const lists = ["events", "logEvents", "results", "Records", "records"];
  const emptyList = first && lists.find((key) => Array.isArray(first[key]) && (first[key] as unknown[]).length === 0);
  if (complete && (emptyList || values.every((value) => Array.isArray(value) && value.length === 0))) {
    return values.length > 0 ? new ShapeError("empty", "This JSON export is empty: it holds no log events.") : null;
  }
  const message = objects
    .map((one) => one.message ?? one["@message"] ?? one._raw)
    .find((text) => typeof text === "string");
  if (typeof message === "string") {
    return refusal(
      `This is JSON with log events, but they are no flow-log records (for example "${message.slice(0, 80)}").`,
    );
  }
  const keys = first ? Object.keys(first) : [];
  const some = keys.length > 6 ? `${keys.slice(0, 6).join(", ")}, …` : keys.join(", ");
  return refusal(
    some === ""
      ? "This is JSON, but it holds no flow-log records."
      : `This is JSON, but it holds no flow-log records (its keys are ${some}).`,
  );
}

/** A value and the objects in it, a few levels down. */
function objectsIn(value: unknown, level = 0): Members[] {
  if (level > 4) return [];
  if (isFoldable(value)) return [fold(value)];
  if (Array.isArray(value)) return value.slice(0, 20).flatMap((item) => objectsIn(item, level + 1));
  if (!isObject(value)) return [];
  const inner = Object.values(value).filter((item) => typeof item === "object" && item !== null);
  return [value, ...inner.slice(0, 20).flatMap((item) => objectsIn(item, level + 1))];
}
