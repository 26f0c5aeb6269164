import { DEFAULT_FORMAT } from "@/lib/flow";
import { AwsFault } from "../server/fault";
import type { Form } from "../server/form";
import type { Now } from "../server/quota";
import type { Item } from "./inventory";

/** A flow log as `DescribeFlowLogs` tells it, with the element names of its XML. */
export interface FlowLog {
  readonly flowLogId: string;
  readonly resourceId: string;
  readonly trafficType?: "ACCEPT" | "REJECT" | "ALL";
  readonly logDestinationType: "cloud-watch-logs" | "s3" | "kinesis-data-firehose";
  readonly logDestination?: string;
  readonly logGroupName?: string;
  readonly logFormat: string;
  readonly maxAggregationInterval: 60 | 600;
  readonly flowLogStatus: "ACTIVE";
  readonly deliverLogsStatus: "SUCCESS" | "FAILED";
  readonly deliverLogsErrorMessage?: string;
  readonly deliverLogsPermissionArn?: string;
  readonly creationTime: string;
  readonly destinationOptions?: {
    readonly fileFormat: "plain-text" | "parquet";
    readonly hiveCompatiblePartitions: boolean;
    readonly perHourPartition: boolean;
  };
  readonly tagSet: readonly { readonly key: string; readonly value: string }[];
}

/** What a test says of a flow log; everything else is as AWS has it by default. */
export type FlowLogFacts = Partial<Omit<FlowLog, "tagSet">> & { readonly name?: string };

/** A format as AWS writes it: `${version} ${account-id} …`. */
export const logFormatOf = (fields: readonly string[]): string => fields.map((name) => `\${${name}}`).join(" ");

/** The default format as AWS writes it. */
export const DEFAULT_LOG_FORMAT = logFormatOf(DEFAULT_FORMAT);

/** The flow logs of one account and region. */
export class FlowLogs {
  readonly list: FlowLog[] = [];
  #count = 0;

  constructor(
    private readonly now: Now,
    private readonly arnOf: (group: string) => string,
  ) {}

  /** Adds a flow log that was there before, without the checks of `CreateFlowLogs`. */
  add({ name, ...facts }: FlowLogFacts): FlowLog {
    const toGroup = facts.logGroupName !== undefined;
    const flowLog: FlowLog = {
      flowLogId: `fl-0a1b2c3d4e5f6${String(0x1000 + ++this.#count)}`,
      resourceId: "vpc-0a1b2c3d4e5f60001",
      trafficType: "ALL",
      logDestinationType: toGroup ? "cloud-watch-logs" : "s3",
      logDestination: toGroup ? this.arnOf(facts.logGroupName ?? "") : undefined,
      logFormat: DEFAULT_LOG_FORMAT,
      maxAggregationInterval: 600,
      flowLogStatus: "ACTIVE",
      deliverLogsStatus: "SUCCESS",
      creationTime: new Date(this.now()).toISOString(),
      ...facts,
      tagSet: name === undefined ? [] : [{ key: "Name", value: name }],
    };
    this.list.push(flowLog);
    return flowLog;
  }

  remove(ids: readonly string[]): readonly string[] {
    const known = ids.filter((id) => this.list.some((flowLog) => flowLog.flowLogId === id));
    for (const id of known) {
      const index = this.list.findIndex((flowLog) => flowLog.flowLogId === id);
      this.list.splice(index, 1);
    }
    return known;
  }

  /** All of them in the shape that XML is written from. */
  items(): Item[] {
    return this.list.map((flowLog) => ({ ...flowLog }));
  }
}

const RESOURCE_PREFIXES: Readonly<Record<string, string>> = {
  VPC: "vpc-",
  Subnet: "subnet-",
  NetworkInterface: "eni-",
  TransitGateway: "tgw-",
  TransitGatewayAttachment: "tgw-attach-",
  RegionalNatGateway: "nat-",
};

const missing = (name: string): AwsFault =>
  new AwsFault("MissingParameter", `The request must contain the parameter ${name}`);
const wrong = (message: string): AwsFault => new AwsFault("InvalidParameter", message);

/**
 * Makes flow logs, one a resource. Checks what AWS checks of the parameters; a resource that is not there is told as
 * unsuccessful, the others go on.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html
 */
export function createFlowLogs(
  flowLogs: FlowLogs,
  form: Form,
  exists: (resourceId: string) => boolean,
  arnOf: (group: string) => string,
): Item {
  const settings = readSettings(form, arnOf);
  const made: string[] = [];
  const unsuccessful: Item[] = [];
  for (const resourceId of settings.resourceIds) {
    const fault = faultOf(flowLogs, resourceId, settings, exists);
    if (fault) unsuccessful.push({ resourceId, error: { code: fault.code, message: fault.message } });
    else made.push(flowLogs.add({ ...settings.facts, resourceId }).flowLogId);
  }
  return { flowLogIdSet: made, unsuccessful, clientToken: form.text("ClientToken") };
}

interface Settings {
  readonly resourceIds: readonly string[];
  readonly prefix: string;
  readonly facts: FlowLogFacts;
}

function readSettings(form: Form, arnOf: (group: string) => string): Settings {
  const resourceIds = form.list("ResourceId");
  if (resourceIds.length === 0) throw missing("ResourceId");
  const type = form.text("ResourceType") ?? "";
  const prefix = RESOURCE_PREFIXES[type];
  if (prefix === undefined) throw wrong(`Invalid value '${type}' for resource-type`);
  const destinationType = form.text("LogDestinationType") ?? "cloud-watch-logs";
  if (!isDestination(destinationType)) throw wrong(`Invalid value '${destinationType}' for log-destination-type`);
  const trafficType = readTraffic(form, type);
  const interval = form.number("MaxAggregationInterval") ?? (type.startsWith("TransitGateway") ? 60 : 600);
  if (interval !== 60 && interval !== 600) throw wrong(`Invalid MaxAggregationInterval ${interval}`);
  if (type.startsWith("TransitGateway") && interval !== 60) {
    throw wrong("MaxAggregationInterval must be 60 seconds for transit gateway resource types");
  }
  const common: FlowLogFacts = {
    trafficType,
    logDestinationType: destinationType,
    logFormat: form.text("LogFormat") ?? DEFAULT_LOG_FORMAT,
    maxAggregationInterval: interval,
    deliverLogsPermissionArn: form.text("DeliverLogsPermissionArn"),
    name: nameIn(form),
  };
  return { resourceIds, prefix, facts: { ...common, ...readDestination(form, destinationType, arnOf) } };
}

function readTraffic(form: Form, type: string): FlowLog["trafficType"] {
  const traffic = form.text("TrafficType");
  if (type.startsWith("TransitGateway")) {
    if (traffic !== undefined) throw wrong("TrafficType is not supported for transit gateway resource types");
    return undefined;
  }
  if (traffic === undefined) throw missing("TrafficType");
  if (traffic !== "ACCEPT" && traffic !== "REJECT" && traffic !== "ALL") {
    throw wrong(`Invalid value '${traffic}' for traffic-type`);
  }
  return traffic;
}

const isDestination = (text: string): text is FlowLog["logDestinationType"] =>
  text === "cloud-watch-logs" || text === "s3" || text === "kinesis-data-firehose";

function readDestination(
  form: Form,
  type: FlowLog["logDestinationType"],
  arnOf: (group: string) => string,
): FlowLogFacts {
  const options = form.structure("DestinationOptions");
  const destination = form.text("LogDestination");
  if (type !== "cloud-watch-logs") {
    if (destination === undefined) throw missing("LogDestination");
    if (type === "s3" && !/^arn:aws[a-z-]*:s3:::[^/]+(\/.*)?$/.test(destination)) {
      throw new AwsFault("MalformedArn", `LogDestination: ${destination} is not a bucket's ARN`);
    }
    if (form.text("DeliverLogsPermissionArn") !== undefined && type === "s3") {
      throw wrong("DeliverLogsPermissionArn is not applicable for LogDestinationType s3");
    }
    const fileFormat = options?.text("FileFormat") === "parquet" ? "parquet" : "plain-text";
    return {
      logDestination: destination,
      destinationOptions: {
        fileFormat,
        hiveCompatiblePartitions: options?.flag("HiveCompatiblePartitions") ?? false,
        perHourPartition: options?.flag("PerHourPartition") ?? false,
      },
    };
  }
  if (options) throw wrong("DestinationOptions is only applicable for LogDestinationType s3");
  if (form.text("DeliverLogsPermissionArn") === undefined) throw missing("DeliverLogsPermissionArn");
  const group = form.text("LogGroupName") ?? destination?.split(":").slice(6).join(":").replace(/:\*$/, "");
  if (!group) throw missing("LogGroupName");
  return { logGroupName: group, logDestination: arnOf(group) };
}

function nameIn(form: Form): string | undefined {
  return form
    .structures("TagSpecification")
    .flatMap((specification) => specification.structures("Tag"))
    .find((tag) => tag.text("Key") === "Name")
    ?.text("Value");
}

function faultOf(
  flowLogs: FlowLogs,
  resourceId: string,
  { prefix, facts }: Settings,
  exists: (resourceId: string) => boolean,
): { readonly code: string; readonly message: string } | null {
  if (!resourceId.startsWith(prefix) || !exists(resourceId)) {
    return { code: "InvalidResourceId.NotFound", message: `The resource '${resourceId}' does not exist` };
  }
  const same = flowLogs.list.some(
    (other) =>
      other.resourceId === resourceId &&
      other.trafficType === facts.trafficType &&
      other.logDestination === facts.logDestination &&
      other.logFormat === facts.logFormat,
  );
  if (!same) return null;
  return {
    code: "FlowLogAlreadyExists",
    message: "There is an existing Flow Log with the same configuration and log destination.",
  };
}
