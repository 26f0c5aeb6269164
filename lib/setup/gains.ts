/**
 * What each page of Flowglass makes of which fields. A page that has none of a row's fields works without that
 * answer; it never guesses it.
 */

import { defaultFields } from "./fields";

/** Where a gain shows. */
export type Place = "Overview" | "Explore" | "Record" | "Rejections" | "Findings" | "Topology" | "Host";

export interface Gain {
  /** Any one of these is enough, unless `all` is set. */
  readonly fields: readonly string[];
  readonly all?: true;
  readonly place: Place;
  /** What the page can tell with them, as a short phrase. */
  readonly gain: string;
}

export const GAINS: readonly Gain[] = [
  { place: "Overview", fields: ["start"], gain: "traffic over time" },
  { place: "Overview", fields: ["bytes"], gain: "how many bytes" },
  { place: "Overview", fields: ["packets"], gain: "how many packets" },
  { place: "Overview", fields: ["action"], gain: "how much was accepted and refused" },
  { place: "Overview", fields: ["srcaddr", "dstaddr"], all: true, gain: "top talkers and pairs" },
  { place: "Overview", fields: ["srcport", "dstport", "protocol"], all: true, gain: "top services" },
  { place: "Overview", fields: ["log-status"], gain: "gaps: no data, and records that AWS lost" },
  {
    place: "Overview",
    fields: ["flow-direction"],
    gain: "inbound and outbound apart; traffic between own interfaces counted once",
  },
  { place: "Overview", fields: ["traffic-path"], gain: "the way out: internet gateway, peering, gateway endpoint" },
  {
    place: "Overview",
    fields: ["pkt-src-aws-service", "pkt-dst-aws-service"],
    gain: "traffic of AWS services such as S3, split by service",
  },
  { place: "Overview", fields: ["az-id"], gain: "traffic split by Availability Zone" },
  { place: "Overview", fields: ["type"], gain: "IPv4 and IPv6 apart" },
  { place: "Explore", fields: ["vpc-id", "subnet-id", "instance-id"], gain: "filter by VPC, subnet and instance" },
  { place: "Explore", fields: ["account-id"], gain: "filter by account" },
  { place: "Explore", fields: ["region"], gain: "filter by region, when several are in one store" },
  {
    place: "Explore",
    fields: ["ecs-service-name", "ecs-task-id", "ecs-cluster-name"],
    gain: "filter by ECS service and task",
  },
  { place: "Explore", fields: ["encryption-status"], gain: "find traffic that is not encrypted" },
  {
    place: "Record",
    fields: ["tcp-flags"],
    gain: "who opened the connection, and whether it was answered, reset or closed",
  },
  {
    place: "Record",
    fields: ["pkt-srcaddr", "pkt-dstaddr"],
    gain: "the true ends behind a NAT gateway, a transit gateway or an EKS node",
  },
  { place: "Record", fields: ["interface-id"], gain: "which network interface logged it" },
  { place: "Rejections", fields: ["action"], gain: "what was refused at all" },
  {
    place: "Rejections",
    fields: ["tcp-flags"],
    gain: "a security group told from a network ACL: an answer that was refused",
  },
  { place: "Rejections", fields: ["flow-direction"], gain: "on which side of the interface it was refused" },
  {
    place: "Rejections",
    fields: ["reject-reason"],
    gain: "refusals by Block Public Access and encryption control, by name",
  },
  {
    place: "Rejections",
    fields: [
      "packets-lost-no-route",
      "packets-lost-blackhole",
      "packets-lost-mtu-exceeded",
      "packets-lost-ttl-expired",
    ],
    gain: "packets that the transit gateway dropped, and why",
  },
  { place: "Findings", fields: ["tcp-flags"], gain: "port scans and sweeps told from short connections" },
  { place: "Findings", fields: ["flow-direction", "traffic-path"], gain: "data that leaves for the internet" },
  {
    place: "Findings",
    fields: ["pkt-dst-aws-service"],
    gain: "uploads to AWS services told from uploads to strangers",
  },
  { place: "Topology", fields: ["subnet-id"], gain: "a map by subnet" },
  { place: "Topology", fields: ["vpc-id"], gain: "a map by VPC" },
  { place: "Topology", fields: ["interface-id"], gain: "a map by network interface" },
  {
    place: "Topology",
    fields: ["tgw-attachment-id", "tgw-pair-attachment-id", "tgw-src-vpc-id", "tgw-dst-vpc-id"],
    gain: "traffic between attachments and VPCs",
  },
  { place: "Topology", fields: ["next-hop-interface-id", "next-hop-subnet-id"], gain: "the next hop of each flow" },
  { place: "Host", fields: ["instance-id"], gain: "the instance behind an address" },
  {
    place: "Host",
    fields: ["resource-id", "interface-type"],
    gain: "NAT gateways, load balancers and endpoints by name",
  },
];

/** True when a set of fields is enough for a gain. */
export function isGained({ fields, all }: Gain, names: ReadonlySet<string>): boolean {
  return all ? fields.every((name) => names.has(name)) : fields.some((name) => names.has(name));
}

/** What the pages gain from one field. */
export function gainsOf(name: string): readonly Gain[] {
  return GAINS.filter(({ fields }) => fields.includes(name));
}

const OF_TRANSIT_GATEWAY = new Set(defaultFields("transit-gateway"));

/**
 * What the pages do without when a flow log has only these fields.
 * @param possible the fields that such a flow log could have: a gain that it can never have is no loss.
 */
export function lossesOf(names: readonly string[], possible: readonly string[]): readonly Gain[] {
  const given = new Set(names);
  const could = new Set(possible);
  return GAINS.filter((gain) => !isGained(gain, given) && isGained(gain, could));
}

/** True when the fields are those of a transit gateway's flow log. */
export const isTransitGateway = (names: readonly string[]): boolean =>
  names.some((name) => name.startsWith("tgw-")) && names.every((name) => OF_TRANSIT_GATEWAY.has(name));
