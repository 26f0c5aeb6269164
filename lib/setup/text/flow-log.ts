import { printFormat } from "@/lib/flow";
import { bucketArn, roleArn } from "../arn";
import { type CheckedChoice, isOfTransitGateway, type Scope } from "../choice";
import { fieldNames } from "../fields";

/** AWS's names of the resource types (EC2 API reference, CreateFlowLogs). */
export const RESOURCE_TYPE: Readonly<Record<Scope, string>> = {
  vpc: "VPC",
  subnet: "Subnet",
  interface: "NetworkInterface",
  "regional-nat-gateway": "RegionalNatGateway",
  "transit-gateway": "TransitGateway",
  "transit-gateway-attachment": "TransitGatewayAttachment",
};

/** The traffic type, or null for a transit gateway: its flow logs have none. */
export function trafficOf({ scope, traffic }: CheckedChoice): string | null {
  return isOfTransitGateway(scope) ? null : traffic;
}

/** The `LogFormat`, or null when AWS's default fields are chosen. */
export function formatOf(choice: CheckedChoice): string | null {
  return choice.fields.kind === "default" ? null : printFormat(fieldNames(choice));
}

/** Where the records go, as an ARN: the bucket, with its folder. */
export function bucketDestination(choice: CheckedChoice, bucket: string, prefix: string): string {
  const arn = bucketArn(choice, bucket);
  return prefix === "" ? arn : `${arn}/${prefix}/`;
}

/** The ARN of the role that delivers to CloudWatch Logs. */
export const deliveryRoleArn = (choice: CheckedChoice, role: string): string => roleArn(choice, role);

/** The name of the role's only policy. */
export const DELIVERY_POLICY_NAME = "deliver-flow-logs";
