import { defineFields } from "./field";

/** Version 6: what only a Transit Gateway flow log has. The other fields of its records are shared with VPC flow logs. */
export const transitGatewayFields = defineFields([
  [6, "resource-type", "text", "Resource type", "What the log is of: `TransitGateway`, or an attachment."],
  [6, "tgw-id", "text", "Transit gateway", "The transit gateway that logged the traffic."],
  [6, "tgw-attachment-id", "text", "Attachment", "The attachment that the traffic came in by."],
  [6, "tgw-src-vpc-account-id", "text", "Source VPC account", "The account that owns the source VPC."],
  [6, "tgw-dst-vpc-account-id", "text", "Destination VPC account", "The account that owns the destination VPC."],
  [6, "tgw-src-vpc-id", "text", "Source VPC", "The VPC that the traffic came from."],
  [6, "tgw-dst-vpc-id", "text", "Destination VPC", "The VPC that the traffic went to."],
  [6, "tgw-src-subnet-id", "text", "Source subnet", "The subnet that the traffic came from."],
  [6, "tgw-dst-subnet-id", "text", "Destination subnet", "The subnet that the traffic went to."],
  [6, "tgw-src-eni", "text", "Source attachment ENI", "The attachment's interface in the source VPC."],
  [6, "tgw-dst-eni", "text", "Destination attachment ENI", "The attachment's interface in the destination VPC."],
  [6, "tgw-src-az-id", "text", "Source zone", "The Availability Zone that the traffic came from."],
  [6, "tgw-dst-az-id", "text", "Destination zone", "The Availability Zone that the traffic went to."],
  [6, "tgw-pair-attachment-id", "text", "Pair attachment", "The attachment that the traffic left by."],
  [
    6,
    "packets-lost-no-route",
    "number",
    "Lost, no route",
    "Packets dropped because the route table had no route for them.",
  ],
  [6, "packets-lost-blackhole", "number", "Lost, blackhole", "Packets dropped by a blackhole route."],
  [
    6,
    "packets-lost-mtu-exceeded",
    "number",
    "Lost, MTU exceeded",
    "Packets dropped because they were larger than the MTU.",
  ],
  [
    6,
    "packets-lost-ttl-expired",
    "number",
    "Lost, TTL expired",
    "Packets dropped because their time to live had run out.",
  ],
]);
