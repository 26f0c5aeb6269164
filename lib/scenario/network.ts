import { FlowLog, type LoggedInterface, type LogSettings } from "./log";
import { connectionKey, type Packet } from "./packet";
import { aclAllows, matches, type NetworkAcl, openAcl, type SecurityGroup } from "./rules";

/** A subnet and its network ACL. */
export interface Subnet {
  readonly id: string;
  readonly vpc: string;
  readonly acl: NetworkAcl;
  /** What VPC Block Public Access or encryption control refuses here, with AWS's reason. */
  refuses?: "BPA" | "EC";
}

/** A network interface with its stateful security group. */
export interface Interface extends LoggedInterface {
  readonly addr: string;
  readonly subnetOf: Subnet;
  readonly group: SecurityGroup;
}

/** A machine: in a VPC it has an interface, on the internet it has none. */
export interface Host {
  readonly addr: string;
  readonly eni?: Interface;
  /** Replies leave by this one where a host has two interfaces. */
  replyThrough?: Interface;
  /** Sent through this NAT gateway when the destination is on the internet. */
  nat?: Interface;
  up: boolean;
  /** Ports on which something listens; UDP ports answer. */
  readonly listens: Set<number>;
}

/** Seconds after which a security group forgets an idle connection. */
const IDLE = 350;

/**
 * A network that behaves like a VPC: security groups remember connections, network ACLs do not and are asked only where a
 * packet crosses the edge of a subnet, and every interface logs what it accepts and rejects.
 */
export class Network {
  readonly log = new FlowLog();
  readonly #hosts = new Map<string, Host>();
  readonly #tracked = new Map<string, Map<string, number>>();
  #numbers = 0;

  constructor(readonly name: string) {}

  id(prefix: string): string {
    this.#numbers += 1;
    return `${prefix}-${this.name}${this.#numbers.toString(16).padStart(5, "0")}`;
  }

  subnet(vpc: string): Subnet {
    return { id: this.id("subnet"), vpc, acl: openAcl() };
  }

  /** An interface that lets everything out and nothing in. */
  interface(addr: string, subnet: Subnet, log: LogSettings, instance = true): Interface {
    const eni: Interface = {
      id: this.id("eni"),
      vpc: subnet.vpc,
      subnet: subnet.id,
      ...(instance ? { instance: this.id("i") } : {}),
      addr,
      subnetOf: subnet,
      group: { ingress: [], egress: [{}] },
    };
    this.log.set(eni.id, log);
    return eni;
  }

  host(addr: string, eni?: Interface): Host {
    const host: Host = { addr, ...(eni ? { eni } : {}), up: true, listens: new Set() };
    this.#hosts.set(addr, host);
    return host;
  }

  /** Ends what security groups remember of a connection. */
  forget(packet: Packet): void {
    for (const known of this.#tracked.values()) known.delete(connectionKey(packet));
  }

  /**
   * Sends a packet from the host that has its source address.
   * @returns true when it arrived.
   */
  send(packet: Packet, time: number): boolean {
    const from = this.#hosts.get(packet.src);
    const to = this.#hosts.get(packet.dst);
    const out = from?.replyThrough ?? from?.eni;
    const into = to?.eni;
    const near = out !== undefined && into !== undefined && out.subnet === into.subnet;
    if (out && !this.#cross(out, "egress", packet, time, near)) return false;
    if (from?.nat && !into && !this.#through(from.nat, packet, "out", time)) return false;
    if (to?.nat && !out && !this.#through(to.nat, packet, "back", time)) return false;
    return !into || this.#cross(into, "ingress", packet, time, near);
  }

  /** The inner and the outer leg at a NAT gateway: the records have its own address, the packet the ends' on the inner one. */
  #through(nat: Interface, packet: Packet, way: "out" | "back", time: number): boolean {
    const common = { at: nat, action: "ACCEPT", time } as const;
    if (way === "out") {
      const outer = { ...packet, src: nat.addr };
      this.log.see({ ...common, way: "ingress", packet, src: packet.src, dst: nat.addr });
      this.log.see({ ...common, way: "egress", packet: outer, src: nat.addr, dst: packet.dst });
    } else {
      const outer = { ...packet, dst: nat.addr };
      this.log.see({ ...common, way: "ingress", packet: outer, src: packet.src, dst: nat.addr });
      this.log.see({ ...common, way: "egress", packet, src: nat.addr, dst: packet.dst });
    }
    return true;
  }

  #cross(eni: Interface, way: "ingress" | "egress", packet: Packet, time: number, near: boolean): boolean {
    const peer = way === "ingress" ? packet.src : packet.dst;
    const reason = near ? undefined : eni.subnetOf.refuses;
    const allowed =
      reason === undefined &&
      (near || aclAllows(eni.subnetOf.acl, way, packet, peer)) &&
      this.#groupAllows(eni, way, packet, peer, time);
    this.log.see({
      at: eni,
      way,
      action: allowed ? "ACCEPT" : "REJECT",
      packet,
      src: way === "egress" ? eni.addr : packet.src,
      dst: way === "ingress" ? eni.addr : packet.dst,
      time,
      ...(reason ? { reason } : {}),
    });
    return allowed;
  }

  #groupAllows(eni: Interface, way: "ingress" | "egress", packet: Packet, peer: string, time: number): boolean {
    const known = this.#tracked.get(eni.id) ?? new Map<string, number>();
    const key = connectionKey(packet);
    const seen = known.get(key);
    const remembered = seen !== undefined && time - seen < IDLE;
    // Only what opens is remembered from a rule: a packet in the middle of an unknown connection passes by rules alone.
    const byRule = eni.group[way].some((rule) => matches(rule, packet, peer));
    if (!remembered && !byRule) return false;
    known.set(key, time);
    this.#tracked.set(eni.id, known);
    return true;
  }
}
