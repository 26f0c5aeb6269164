/** Traffic of a made-up VPC, written as AWS logs it: at the interface of each end, in windows of a minute. Seeded. */

import { seeded } from "@/lib/query/testing/rows";

export type Version = 2 | 5;
export type Family = 4 | 6;

/** The fields of each format, in order. */
export const FIELDS_OF: Readonly<Record<Version, readonly string[]>> = {
  2: "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status".split(
    " ",
  ),
  5: "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id subnet-id tcp-flags type pkt-srcaddr pkt-dstaddr flow-direction".split(
    " ",
  ),
};

/** What moves one way. */
export interface Volume {
  readonly packets: number;
  readonly bytes: number;
}

/** One connection between two addresses. */
export interface Connection {
  readonly client: string;
  readonly clientPort?: number;
  readonly server: string;
  readonly port: number;
  readonly t: number;
  readonly seconds?: number;
  readonly protocol?: number;
  readonly up?: Volume;
  /** Null: the server never answers. */
  readonly down?: Volume | null;
  readonly action?: "ACCEPT" | "REJECT";
}

interface OneWay {
  readonly eni: string;
  readonly direction: "ingress" | "egress";
  readonly from: string;
  readonly to: string;
  readonly packetFrom?: string;
  readonly packetTo?: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly protocol: number;
  readonly volume: Volume;
  readonly t: number;
  readonly seconds: number;
  readonly flags: number;
  readonly action: string;
}

const WINDOW = 60;
const SYN = 2;
const SYN_ACK = 18;
const FIN = 1;

/** A log under construction. */
export class Traffic {
  readonly random: () => number;
  readonly lines: { readonly end: number; readonly text: string }[] = [];
  readonly #enis = new Map<string, string>();
  #port = 33_000;

  constructor(
    seed: number,
    readonly version: Version,
  ) {
    this.random = seeded(seed);
  }

  /** A whole number from `min` to `max`. */
  int(min: number, max: number): number {
    return min + Math.floor(this.random() * (max - min + 1));
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new RangeError("Nothing to pick from.");
    return item;
  }

  /** Gives an address an interface, whose log is kept. */
  host(address: string, eni = `eni-${(0x10000 + this.#enis.size).toString(16)}`): string {
    this.#enis.set(address, eni);
    return address;
  }

  eniOf(address: string): string {
    return this.#enis.get(address) ?? "";
  }

  /** The next ephemeral port of Linux. */
  ephemeral(): number {
    this.#port = this.#port >= 60_900 ? 33_000 : this.#port + this.int(1, 7);
    return this.#port;
  }

  /** A connection and its answer, at the interface of each end that has one. */
  connect(connection: Connection): void {
    const { client, server, port, t, protocol = 6, seconds = 2, action = "ACCEPT" } = connection;
    const { up = { packets: 8, bytes: 1200 }, down = { packets: 7, bytes: 4800 } } = connection;
    const clientPort = connection.clientPort ?? this.ephemeral();
    const tcp = protocol === 6;
    const common = { protocol, t, seconds, action };
    const there = { ...common, from: client, to: server, fromPort: clientPort, toPort: port, volume: up };
    this.#both({ ...there, flags: tcp ? SYN : 0 }, down !== null);
    if (down === null || action === "REJECT") return;
    const back = { ...common, from: server, to: client, fromPort: port, toPort: clientPort, volume: down };
    this.#both({ ...back, flags: tcp ? SYN_ACK : 0 }, true);
  }

  /** One direction alone, for what is no connection. */
  oneWay(
    way: Omit<OneWay, "eni" | "direction" | "action" | "seconds" | "flags"> & { action?: string; flags?: number },
  ): void {
    this.#both({ action: "ACCEPT", seconds: 1, flags: 0, ...way }, false);
  }

  /** A connection from a host to the outside through a NAT gateway: six legs, four of them at the gateway. */
  connectThrough(gateway: string, connection: Connection): void {
    const { client, server, port, t, protocol = 6, seconds = 2 } = connection;
    const { up = { packets: 8, bytes: 1200 }, down = { packets: 7, bytes: 4800 } } = connection;
    const clientPort = connection.clientPort ?? this.ephemeral();
    const natPort = this.int(1024, 65_535);
    const nat = this.eniOf(gateway);
    const base = { protocol, t, seconds, action: "ACCEPT", closing: protocol === 6 };
    const tcp = protocol === 6;
    const out = { ...base, volume: up, flags: tcp ? SYN : 0, toPort: port };
    const host = this.eniOf(client);
    if (host) this.#windows({ ...out, eni: host, direction: "egress", from: client, to: server, fromPort: clientPort });
    this.#windows({
      ...out,
      eni: nat,
      direction: "ingress",
      from: client,
      to: gateway,
      packetTo: server,
      fromPort: clientPort,
    });
    this.#windows({ ...out, eni: nat, direction: "egress", from: gateway, to: server, fromPort: natPort });
    if (down === null) return;
    const back = { ...base, volume: down, flags: tcp ? SYN_ACK : 0, fromPort: port };
    this.#windows({ ...back, eni: nat, direction: "ingress", from: server, to: gateway, toPort: natPort });
    this.#windows({
      ...back,
      eni: nat,
      direction: "egress",
      from: gateway,
      to: client,
      packetFrom: server,
      toPort: clientPort,
    });
    if (host) this.#windows({ ...back, eni: host, direction: "ingress", from: server, to: client, toPort: clientPort });
  }

  /** A window without records because they were lost. */
  lost(eni: string, t: number): void {
    const absent = this.version === 2 ? "" : " - - - - - - -";
    this.lines.push({
      end: t + WINDOW,
      text: `${this.version} 123456789010 ${eni} - - - - - - - ${t} ${t + WINDOW} - SKIPDATA${absent}`,
    });
  }

  /** The log's text, in the order of delivery. */
  text(): string {
    const sorted = [...this.lines].sort((a, b) => a.end - b.end);
    return `${sorted.map(({ text }) => text).join("\n")}\n`;
  }

  #both(way: Omit<OneWay, "eni" | "direction">, closing: boolean): void {
    const [sender, receiver] = [this.eniOf(way.from), this.eniOf(way.to)];
    // What a security group refuses at the receiver was accepted on its way out of the sender.
    if (sender)
      this.#windows({ ...way, closing, eni: sender, direction: "egress", action: receiver ? "ACCEPT" : way.action });
    if (receiver) this.#windows({ ...way, closing, eni: receiver, direction: "ingress" });
  }

  /** Cuts a flow into windows: SYN in the first, FIN in the last. */
  #windows({ closing, ...way }: OneWay & { readonly closing: boolean }): void {
    const count = Math.max(1, Math.ceil(way.seconds / WINDOW));
    const share = (all: number, at: number) => Math.floor((all * (at + 1)) / count) - Math.floor((all * at) / count);
    for (let at = 0; at < count; at++) {
      const packets = share(way.volume.packets, at);
      if (packets === 0) continue;
      const last = at === count - 1;
      const flags = (at === 0 ? way.flags : 0) | (last && closing && way.flags ? FIN : 0);
      const start = way.t + at * WINDOW;
      const end = last ? way.t + way.seconds : start + WINDOW - 1;
      this.#record({ ...way, t: start, volume: { packets, bytes: share(way.volume.bytes, at) }, flags }, end);
    }
  }

  #record(way: OneWay, end: number): void {
    const { eni, from, to, fromPort, toPort, protocol, volume, t, action, flags, direction } = way;
    const first = `${this.version} 123456789010 ${eni} ${from} ${to} ${fromPort} ${toPort} ${protocol} ${volume.packets} ${volume.bytes} ${t} ${end} ${action} OK`;
    const more = ` vpc-1 subnet-1 ${flags} ${from.includes(":") ? "IPv6" : "IPv4"} ${way.packetFrom ?? from} ${way.packetTo ?? to} ${direction}`;
    this.lines.push({ end, text: this.version === 2 ? first : first + more });
  }
}
