/** Next steps with the commands that do them. Words in capitals stand for what the log does not say. */

import { protocolName } from "../flow/protocols";
import type { Direction, Evidence, InterfaceEvidence } from "./evidence";
import type { NextStep } from "./verdict";
import { hasPorts, protocolWord } from "./words";

const ICMP = [1, 58];

const isIPv6 = (address: string): boolean => address.includes(":");
const cidrOf = (address: string): string => `${address}/${isIPv6(address) ? 128 : 32}`;

/** A protocol as `aws ec2` takes it: by name where security groups know one, else by number. */
function protocolArgument(protocol: number | null): string {
  if (protocol === null) return "-1";
  return [1, 6, 17, 58].includes(protocol) ? protocolName(protocol) : String(protocol);
}

/**
 * The security group rule that lets the request through.
 * https://docs.aws.amazon.com/cli/latest/reference/ec2/authorize-security-group-ingress.html
 */
export function securityGroupRule(evidence: Evidence, at: InterfaceEvidence): NextStep {
  const direction = at.requestDirection ?? (at.place === "client" ? "egress" : "ingress");
  const { client, server, port, protocol } = evidence;
  const peer = direction === "ingress" ? client : server;
  const range = isIPv6(peer) ? `Ipv6Ranges=[{CidrIpv6=${cidrOf(peer)}}]` : `IpRanges=[{CidrIp=${cidrOf(peer)}}]`;
  const ports =
    port !== null && hasPorts(protocol)
      ? `,FromPort=${port},ToPort=${port}`
      : protocol !== null && ICMP.includes(protocol)
        ? ",FromPort=-1,ToPort=-1"
        : "";
  const permission = `IpProtocol=${protocolArgument(protocol)}${ports},${range}`;
  return {
    text: `If it is to be allowed, add ${direction === "ingress" ? "an inbound" : "an outbound"} rule to a security group of ${at.id || "the interface"}`,
    command: `aws ec2 authorize-security-group-${direction} --group-id SECURITY_GROUP_ID --ip-permissions '${permission}'`,
  };
}

/** What a network ACL entry lets through. */
interface Entry {
  readonly direction: Direction;
  readonly peer: string;
  readonly protocol: number | null;
  readonly ports: readonly [from: number, to: number] | null;
}

/**
 * A command that adds a network ACL entry.
 * https://docs.aws.amazon.com/cli/latest/reference/ec2/create-network-acl-entry.html
 */
function aclEntry({ direction, peer, protocol, ports }: Entry): string {
  const parts = [
    "aws ec2 create-network-acl-entry --network-acl-id NETWORK_ACL_ID",
    `--${direction} --rule-number RULE_NUMBER`,
    `--protocol ${protocol === null ? "-1" : [1, 6, 17].includes(protocol) ? protocolName(protocol) : protocol}`,
  ];
  if (ports !== null) parts.push(`--port-range From=${ports[0]},To=${ports[1]}`);
  else if (protocol !== null && ICMP.includes(protocol)) parts.push("--icmp-type-code Type=-1,Code=-1");
  parts.push(`--${isIPv6(peer) ? "ipv6-" : ""}cidr-block ${cidrOf(peer)} --rule-action allow`);
  return parts.join(" ");
}

/** The ports that clients are given by their systems; NAT gateways and older systems begin at 1024. */
const EPHEMERAL: readonly [number, number] = [1024, 65535];

const subnetWord = (subnet: string | null): string => (subnet === null ? "the interface's subnet" : subnet);

/** The network ACL entry that lets replies through to the client's ephemeral ports. */
export function replyEntry(evidence: Evidence, at: InterfaceEvidence, direction: Direction): NextStep {
  const { client, server, protocol } = evidence;
  const ports = hasPorts(protocol) ? EPHEMERAL : null;
  const what = ports === null ? protocolWord(protocol) : `the client's ephemeral ports ${EPHEMERAL.join("-")}`;
  return {
    text: `Add an ${direction === "egress" ? "outbound" : "inbound"} rule for ${what} to the network ACL of ${subnetWord(at.subnet)}, with a number below the rule that denies it`,
    command: aclEntry({ direction, peer: direction === "egress" ? client : server, protocol, ports }),
  };
}

/** The network ACL entry that lets the request through. */
export function requestEntry(evidence: Evidence, at: InterfaceEvidence): NextStep {
  const direction = at.requestDirection ?? (at.place === "client" ? "egress" : "ingress");
  const { client, server, port, protocol } = evidence;
  const ports = port !== null && hasPorts(protocol) ? ([port, port] as const) : null;
  return {
    text: `If the network ACL of ${subnetWord(at.subnet)} refuses it, add ${direction === "ingress" ? "an inbound" : "an outbound"} entry with a number below the rule that denies it`,
    command: aclEntry({ direction, peer: direction === "ingress" ? client : server, protocol, ports }),
  };
}

/** How to see an interface's security groups. */
export function showGroups(at: InterfaceEvidence): NextStep {
  const id = at.id || "INTERFACE_ID";
  return {
    text: `Look at the security groups of ${at.id || "the interface"}`,
    command: `aws ec2 describe-network-interfaces --network-interface-ids ${id} --query 'NetworkInterfaces[].Groups'`,
  };
}

/** How to see a subnet's network ACL. */
export function showAcl(subnet: string | null): NextStep {
  return {
    text: `Look at the network ACL of ${subnetWord(subnet)}`,
    command: `aws ec2 describe-network-acls --filters Name=association.subnet-id,Values=${subnet ?? "SUBNET_ID"}`,
  };
}

/** Something to do without a command. */
export function advice(text: string): NextStep {
  return { text, command: null };
}
