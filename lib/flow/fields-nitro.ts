import { defineFields } from "./field";

const TAG_NOTE = "A tag's value; the key is named in the flow log. It can be missing or wrong in the first hour.";

const INTERFACE_TYPES = {
  values: [
    ["nat_gateway", "a NAT gateway"],
    ["network_load_balancer", "a Network Load Balancer"],
    ["regional_nat_gateway", "a regional NAT gateway"],
    ["transit_gateway", "a transit gateway"],
    ["vpc_endpoint", "a VPC endpoint"],
  ],
  open: true,
} as const;

/** Versions 8 to 11: why it was refused, encryption, tags, and the next hop. */
export const nitroFields = defineFields([
  [
    8,
    "reject-reason",
    "text",
    "Reject reason",
    "Why AWS refused the traffic, where a rule outside security groups and network ACLs did.",
    {
      values: [
        ["BPA", "VPC Block Public Access"],
        ["EC", "VPC encryption control"],
      ],
      open: true,
    },
  ],
  [9, "resource-id", "text", "Resource", "The regional NAT gateway that the traffic went through."],
  [
    10,
    "encryption-status",
    "number",
    "Encryption",
    "Whether the traffic was encrypted, and by what.",
    {
      type: "Nullable(UInt8)",
      values: [
        ["0", "not encrypted"],
        ["1", "by Nitro hardware"],
        ["2", "by the application"],
        ["3", "by both"],
      ],
    },
  ],
  [11, "instance-tag", "text", "Instance tag", TAG_NOTE],
  [11, "instance-tag-2", "text", "Instance tag 2", TAG_NOTE],
  [11, "interface-tag", "text", "Interface tag", TAG_NOTE],
  [11, "interface-tag-2", "text", "Interface tag 2", TAG_NOTE],
  [11, "asg-tag", "text", "Auto Scaling group tag", TAG_NOTE],
  [11, "asg-tag-2", "text", "Auto Scaling group tag 2", TAG_NOTE],
  [
    11,
    "interface-type",
    "enum",
    "Interface type",
    "What the interface belongs to, when AWS manages it.",
    INTERFACE_TYPES,
  ],
  [
    11,
    "next-hop-interface-type",
    "enum",
    "Next hop type",
    "What the interface at the next hop belongs to.",
    INTERFACE_TYPES,
  ],
  [
    11,
    "next-hop-interface-id",
    "text",
    "Next hop interface",
    "The interface at the other end: the receiving one for outgoing traffic, the sending one for incoming.",
  ],
  [11, "next-hop-subnet-id", "text", "Next hop subnet", "The subnet of the interface at the other end."],
  [11, "next-hop-az-id", "text", "Next hop zone", "The Availability Zone of the interface at the other end."],
  [11, "next-hop-vpc-id", "text", "Next hop VPC", "The VPC of the interface at the other end."],
]);
