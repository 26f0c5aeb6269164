import type { Packet } from "./packet";

/** What a rule of a security group or a network ACL matches. Absent: everything. */
export interface Match {
  /** The other side's address. */
  readonly peer?: string;
  readonly protocol?: number;
  /** The destination port of the packet, both ends included. */
  readonly ports?: readonly [from: number, to: number];
}

/** A security group allows what one of its rules matches. */
export interface SecurityGroup {
  ingress: Match[];
  egress: Match[];
}

/** A network ACL goes through its entries in order; the first that matches decides; at the end it denies. */
export interface NetworkAcl {
  ingress: (Match & { readonly allow: boolean })[];
  egress: (Match & { readonly allow: boolean })[];
}

/** Allows everything, as a VPC's default network ACL does. */
export const openAcl = (): NetworkAcl => ({ ingress: [{ allow: true }], egress: [{ allow: true }] });

/** Whether a packet fits a rule. @param peer the address on the other side of the interface. */
export function matches(rule: Match, packet: Packet, peer: string): boolean {
  if (rule.peer !== undefined && rule.peer !== peer) return false;
  if (rule.protocol !== undefined && rule.protocol !== packet.protocol) return false;
  return rule.ports === undefined || (packet.dport >= rule.ports[0] && packet.dport <= rule.ports[1]);
}

/** What a network ACL says, without memory of what passed before. */
export function aclAllows(acl: NetworkAcl, way: "ingress" | "egress", packet: Packet, peer: string): boolean {
  return acl[way].find((entry) => matches(entry, packet, peer))?.allow ?? false;
}
