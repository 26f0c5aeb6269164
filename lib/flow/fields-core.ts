import { defineFields } from "./field";

const AWS_SERVICES =
  "The AWS service whose published address range holds this address, for example S3, EC2, DYNAMODB or AMAZON.";

/** Versions 2 to 5: the fields that nearly every flow log is made of. */
export const coreFields = defineFields([
  [
    2,
    "version",
    "number",
    "Version",
    "The flow-log version: the highest version among the chosen fields.",
    { type: "Nullable(UInt8)" },
  ],
  [
    2,
    "account-id",
    "text",
    "Account",
    "The AWS account that owns the source network interface. It can be `unknown` for interfaces that AWS creates.",
  ],
  [
    2,
    "interface-id",
    "text",
    "Interface",
    "The network interface (ENI) that logged the traffic. Absent for a regional NAT gateway.",
  ],
  [
    2,
    "srcaddr",
    "address",
    "Source",
    "Where the packets came from. For outgoing traffic it is the interface's own primary private address.",
  ],
  [
    2,
    "dstaddr",
    "address",
    "Destination",
    "Where the packets went. For incoming traffic it is the interface's own primary private address.",
  ],
  [2, "srcport", "port", "Source port", "The port that the traffic came from. 0 for ICMP."],
  [2, "dstport", "port", "Destination port", "The port that the traffic went to. 0 for ICMP."],
  [2, "protocol", "protocol", "Protocol", "The IANA protocol number: 6 is TCP, 17 is UDP, 1 is ICMP, 58 is ICMPv6."],
  [2, "packets", "number", "Packets", "Packets seen during the aggregation interval."],
  [
    2,
    "bytes",
    "number",
    "Bytes",
    "Bytes seen during the aggregation interval. Records of Block Public Access carry none.",
  ],
  [
    2,
    "start",
    "time",
    "Start",
    "When the first packet of the interval was seen (Unix seconds). It can be up to 60 s off.",
  ],
  [2, "end", "time", "End", "When the last packet of the interval was seen (Unix seconds). It can be up to 60 s off."],
  [
    2,
    "action",
    "enum",
    "Action",
    "What security groups and network ACLs decided.",
    {
      values: [
        ["ACCEPT", "the traffic was allowed"],
        ["REJECT", "the traffic was refused, or arrived after the connection had closed"],
      ],
    },
  ],
  [
    2,
    "log-status",
    "enum",
    "Log status",
    "Whether the log itself is whole.",
    {
      values: [
        ["OK", "logged normally"],
        ["NODATA", "no traffic in the interval"],
        ["SKIPDATA", "records were lost, so totals are a lower bound"],
      ],
    },
  ],
  [3, "vpc-id", "text", "VPC", "The VPC that holds the interface."],
  [3, "subnet-id", "text", "Subnet", "The subnet that holds the interface. Absent for a regional NAT gateway."],
  [
    3,
    "instance-id",
    "text",
    "Instance",
    "The instance that the interface belongs to. Absent for interfaces that AWS manages, such as NAT gateways.",
  ],
  [
    3,
    "tcp-flags",
    "flags",
    "TCP flags",
    "The TCP flags seen during the interval, OR-ed. ACK and PSH alone are recorded as 0.",
    {
      values: [
        ["fin", "1: the sender finished"],
        ["syn", "2: the sender opened the connection"],
        ["rst", "4: the sender reset the connection"],
        ["syn-ack", "18: the sender answered an opening"],
      ],
    },
  ],
  [
    3,
    "type",
    "enum",
    "Type",
    "The kind of traffic.",
    {
      values: [
        ["IPv4", "IP version 4"],
        ["IPv6", "IP version 6"],
        ["EFA", "Elastic Fabric Adapter"],
      ],
      open: true,
    },
  ],
  [
    3,
    "pkt-srcaddr",
    "address",
    "Packet source",
    "The source address in the packet itself. It differs from the source behind a NAT or Transit Gateway.",
  ],
  [
    3,
    "pkt-dstaddr",
    "address",
    "Packet destination",
    "The destination address in the packet itself. It differs from the destination behind a NAT or Transit Gateway.",
  ],
  [4, "region", "text", "Region", "The Region of the interface."],
  [4, "az-id", "text", "Zone", "The Availability Zone's id. Absent for traffic of a sublocation."],
  [
    4,
    "sublocation-type",
    "enum",
    "Sublocation type",
    "The kind of sublocation.",
    {
      values: [
        ["wavelength", "a Wavelength Zone"],
        ["outpost", "an Outpost"],
        ["localzone", "a Local Zone"],
      ],
      open: true,
    },
  ],
  [4, "sublocation-id", "text", "Sublocation", "The sublocation's id."],
  [5, "pkt-src-aws-service", "text", "Source service", AWS_SERVICES],
  [5, "pkt-dst-aws-service", "text", "Destination service", AWS_SERVICES],
  [
    5,
    "flow-direction",
    "enum",
    "Direction",
    "The direction as seen from the interface that logged the traffic.",
    {
      values: [
        ["ingress", "into the interface"],
        ["egress", "out of the interface"],
      ],
    },
  ],
  [
    5,
    "traffic-path",
    "number",
    "Traffic path",
    "The way that outgoing traffic took. Absent for incoming traffic.",
    {
      type: "Nullable(UInt8)",
      values: [
        ["1", "another resource in the same VPC"],
        ["2", "internet gateway or gateway endpoint"],
        ["3", "virtual private gateway"],
        ["4", "VPC peering in the same Region"],
        ["5", "VPC peering to another Region"],
        ["6", "local gateway, Local Zone or Wavelength Zone"],
        ["7", "gateway VPC endpoint (Nitro)"],
        ["8", "internet gateway (Nitro)"],
      ],
    },
  ],
]);
