/** Facts for tests: an account in which all is well, and changes to it. */

import { DEFAULT_FORMAT, printFormat } from "@/lib/flow";
import { RECOMMENDED_FORMAT } from "@/lib/setup";
import type { Facts, FlowLogFact } from "../facts";
import type { Finding, Rule } from "../rule";

export const VPC = "vpc-0a1b2c3d4e5f60001";
export const LAB = "vpc-0a1b2c3d4e5f60002";
export const PUBLIC = "subnet-0a1b2c3d4e5f60101";
export const PRIVATE = "subnet-0a1b2c3d4e5f60102";
export const LAB_SUBNET = "subnet-0a1b2c3d4e5f60103";
export const WEB = "eni-0a1b2c3d4e5f60201";

let count = 0;

/** A flow log with nothing to complain about, but for what is changed. */
export function flowLog({ names, ...change }: Partial<FlowLogFact> & { names?: readonly string[] } = {}): FlowLogFact {
  const fields = names ?? RECOMMENDED_FORMAT;
  return {
    id: `fl-${String(++count).padStart(17, "0")}`,
    name: null,
    account: "123456789012",
    resourceId: VPC,
    resource: "vpc",
    traffic: "ALL",
    place: { kind: "cloudwatch", group: "/vpc/main", roleArn: "arn:aws:iam::123456789012:role/delivery" },
    format: printFormat(fields),
    fields,
    interval: 60,
    delivery: "SUCCESS",
    deliveryError: null,
    createdAt: 1_760_000_000,
    ...change,
  };
}

/** A flow log as AWS makes it when nothing is said: the default fields, every ten minutes. */
export const asByDefault = (change: Partial<FlowLogFact> = {}): FlowLogFact =>
  flowLog({ names: DEFAULT_FORMAT, interval: 600, ...change });

/** An account of two VPCs, each with a good flow log. */
export function facts(change: Partial<Facts> = {}): Facts {
  return {
    account: "123456789012",
    region: "eu-west-1",
    flowLogs: [
      flowLog(),
      flowLog({ resourceId: LAB, place: { kind: "cloudwatch", group: "/vpc/lab", roleArn: null } }),
    ],
    vpcs: [
      { id: VPC, name: "main", cidr: "10.20.0.0/16", isDefault: false },
      { id: LAB, name: null, cidr: "10.30.0.0/16", isDefault: true },
    ],
    subnets: [
      { id: PUBLIC, vpcId: VPC, name: "public", cidr: "10.20.1.0/24" },
      { id: PRIVATE, vpcId: VPC, name: null, cidr: "10.20.2.0/24" },
      { id: LAB_SUBNET, vpcId: LAB, name: null, cidr: "10.30.1.0/24" },
    ],
    interfaces: [{ id: WEB, subnetId: PUBLIC, vpcId: VPC }],
    logGroups: [
      { name: "/vpc/main", retention: 30, bytes: 5 * 2 ** 30 },
      { name: "/vpc/lab", retention: 30, bytes: 0 },
    ],
    ...change,
  };
}

/** What a rule finds. */
export const found = (rule: Rule, given: Facts): readonly Omit<Finding, "rule">[] => rule.check(given);
