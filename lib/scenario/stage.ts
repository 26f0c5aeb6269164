import type { VerdictCode } from "../diagnose";
import type { FormatName, LogSettings } from "./log";
import { type Host, type Interface, Network, type Subnet } from "./network";
import type { Random } from "./random";
import { ping, type Talk, tcp, udp } from "./traffic";

/** Who logs: both ends, or one. */
export type Logged = "both" | "server" | "client";

/** What a case is about, beside its cause. */
export interface Traits {
  readonly format: FormatName;
  readonly ipv6: boolean;
  readonly logged: Logged;
  /** Where the client stands: on the internet it has no interface. */
  readonly clientIn: "internet" | "subnet";
  readonly protocol: 6 | 17 | 1 | 58;
}

/** A conversation, and what a careful reader of its records must say. */
export interface Label {
  /** The first is the plain truth; any further are honest too. */
  readonly expect: readonly VerdictCode[];
  /** When it changed: within these seconds. */
  readonly at?: readonly [from: number, to: number];
  /** The pair asked about; by default the stage's client and server. */
  readonly ends?: readonly [client: string, server: string];
  /** False where the records cannot tell who opened. */
  readonly roleTold?: boolean;
}

/** Seconds between two things that happen one after the other: more than two of the longest intervals. */
export const LATER = 1800;

/** A place for one case: two subnets, a server, a client, and the traffic around them. */
export class Stage {
  readonly network: Network;
  readonly serverSubnet: Subnet;
  readonly clientSubnet: Subnet;
  readonly server: Host;
  readonly client: Host;
  readonly port: number;
  #hosts = 10;
  #ports: number;

  constructor(
    readonly number: number,
    readonly random: Random,
    readonly traits: Traits,
    readonly time: number,
    readonly settings: Omit<LogSettings, "traffic">,
  ) {
    this.network = new Network(number.toString(16).padStart(12, "0"));
    const vpc = this.network.id("vpc");
    this.serverSubnet = this.network.subnet(vpc);
    this.clientSubnet = this.network.subnet(vpc);
    this.#ports = random.int(33_000, 40_000);
    this.port = random.pick([22, 80, 443, 3306, 5432, 8080, 8088, 9200, 12_345]);
    this.server = this.inside(this.serverSubnet, traits.logged !== "client");
    this.client =
      traits.clientIn === "internet" ? this.outside() : this.inside(this.clientSubnet, traits.logged !== "server");
    this.server.listens.add(this.port);
  }

  /** What the log has: tcp-flags, subnet-id, flow-direction. */
  get flags(): boolean {
    return this.traits.format !== "v2" && this.traits.protocol === 6;
  }
  get subnets(): boolean {
    return this.traits.format !== "v2";
  }
  get serverLogged(): boolean {
    return this.traits.logged !== "client";
  }
  get clientLogged(): boolean {
    return this.client.eni !== undefined && this.traits.logged !== "server";
  }

  address(inside: boolean): string {
    this.#hosts += 1;
    const [high, low] = [this.number >> 8, this.number & 255];
    if (this.traits.ipv6) {
      const net = inside ? "2600:1f16" : "2001:db8";
      return `${net}:${(high + 1).toString(16)}:${(low + 1).toString(16)}:1:1:1:${this.#hosts.toString(16)}`;
    }
    return inside ? `10.${100 + high}.${low}.${this.#hosts}` : `${52 + high}.${low}.7.${this.#hosts}`;
  }

  /** A machine in a subnet. */
  inside(subnet: Subnet, logged = true): Host {
    const addr = this.address(true);
    return this.network.host(addr, this.network.interface(addr, subnet, this.logOf(logged ? "ALL" : "NONE")));
  }

  /** A machine on the internet. */
  outside(): Host {
    return this.network.host(this.address(false));
  }

  logOf(traffic: LogSettings["traffic"]): LogSettings {
    return { ...this.settings, traffic };
  }

  clientPort(): number {
    this.#ports += this.random.int(1, 40);
    return this.#ports;
  }

  eni(host: Host): Interface {
    if (!host.eni) throw new Error("A host on the internet has no interface.");
    return host.eni;
  }

  /** Lets a client in to a port, or to everything. */
  allow(host: Host, client?: Host, port?: number): void {
    const peer = client ? { peer: client.addr } : {};
    this.eni(host).group.ingress.push({ ...peer, ...(port === undefined ? {} : { ports: [port, port] as const }) });
  }

  /** Opens a conversation of the stage's protocol. */
  talk(time: number, more: Partial<Talk> = {}) {
    const talk = {
      client: this.client,
      server: this.server,
      port: this.port,
      clientPort: this.clientPort(),
      time,
      ...more,
    };
    if (this.traits.protocol === 6) return tcp(this.network, talk);
    return this.traits.protocol === 17 ? udp(this.network, talk) : ping(this.network, talk);
  }

  /** Everyday traffic of a machine: a peer that is accepted, one that is refused, and what it fetches itself. */
  noise(host: Host, time: number): void {
    const [friend, stranger, site] = [this.outside(), this.outside(), this.outside()];
    site.listens.add(443);
    host.listens.add(8443);
    this.allow(host, friend, 8443);
    for (let i = 0; i < 3; i++) {
      const at = time + this.random.int(0, 900);
      tcp(this.network, { client: friend, server: host, port: 8443, clientPort: this.clientPort(), time: at });
      tcp(this.network, { client: host, server: site, port: 443, clientPort: this.clientPort(), time: at + 100 });
      tcp(this.network, { client: stranger, server: host, port: 23, clientPort: this.clientPort(), time: at + 200 });
    }
  }

  /** Noise at both ends, in the time around the conversation. */
  everyday(time = this.time): void {
    if (this.server.eni) this.noise(this.server, time);
    if (this.client.eni) this.noise(this.client, time);
  }
}
