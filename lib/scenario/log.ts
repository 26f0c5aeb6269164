import { DEFAULT_FORMAT } from "../flow/formats";
import { loggedFlags, type Packet } from "./packet";

/** How one flow log writes. */
export interface LogSettings {
  readonly format: FormatName;
  /** Seconds of an aggregation interval. */
  readonly interval: 60 | 600;
  /** What it is asked to log. */
  traffic: "ALL" | "ACCEPT" | "REJECT" | "NONE";
  /** Start and end are those of the first and last packet, or those of the interval. */
  readonly times: "packets" | "intervals";
}

/** The formats that scenarios write. */
export type FormatName = "v2" | "v3" | "v5" | "v8";

const CORE = DEFAULT_FORMAT.slice(1, -2);

/** Field lists by name, in the order written. */
export const FORMATS: Readonly<Record<FormatName, readonly string[]>> = {
  v2: DEFAULT_FORMAT,
  v3: [
    "version",
    "vpc-id",
    "subnet-id",
    "instance-id",
    ...CORE,
    "tcp-flags",
    "type",
    "pkt-srcaddr",
    "pkt-dstaddr",
    "action",
    "log-status",
  ],
  v5: [
    "version",
    ...CORE,
    "action",
    "log-status",
    "vpc-id",
    "subnet-id",
    "instance-id",
    "tcp-flags",
    "pkt-srcaddr",
    "pkt-dstaddr",
    "flow-direction",
  ],
  v8: [
    "version",
    ...CORE,
    "vpc-id",
    "subnet-id",
    "instance-id",
    "tcp-flags",
    "pkt-srcaddr",
    "pkt-dstaddr",
    "flow-direction",
    "action",
    "reject-reason",
    "log-status",
  ],
};

/** What is known of the interface that logs. */
export interface LoggedInterface {
  readonly id: string;
  readonly vpc: string;
  readonly subnet: string;
  /** Absent for interfaces that AWS runs, such as a NAT gateway's. */
  readonly instance?: string;
}

/** A packet as an interface saw it. `packet` has the addresses in the packet, `src` and `dst` those that AWS writes. */
export interface Sighting {
  readonly at: LoggedInterface;
  readonly way: "ingress" | "egress";
  readonly action: "ACCEPT" | "REJECT";
  readonly packet: Packet;
  readonly src: string;
  readonly dst: string;
  readonly time: number;
  readonly reason?: string;
}

interface Entry {
  first: Sighting;
  packets: number;
  bytes: number;
  start: number;
  end: number;
  flags: number;
}

/** Gathers what interfaces see and writes it as AWS does: by interval, direction and action, flags OR-ed. */
export class FlowLog {
  readonly #entries = new Map<string, Entry>();
  readonly #skipped: { at: LoggedInterface; from: number; to: number; settings: LogSettings }[] = [];
  readonly #settings = new Map<string, LogSettings>();

  set(id: string, settings: LogSettings): void {
    this.#settings.set(id, settings);
  }

  settings(id: string): LogSettings | undefined {
    return this.#settings.get(id);
  }

  /** From here on AWS lost the records of an interface, up to an end. */
  skip(at: LoggedInterface, from: number, to: number): void {
    const settings = this.#settings.get(at.id);
    if (settings) this.#skipped.push({ at, from, to, settings });
  }

  see(sighting: Sighting): void {
    const { at, way, action, packet, src, dst, time } = sighting;
    const settings = this.#settings.get(at.id);
    if (!settings || (settings.traffic !== "ALL" && settings.traffic !== action)) return;
    const slot = Math.floor(time / settings.interval) * settings.interval;
    if (this.#skipped.some((one) => one.at.id === at.id && time >= one.from && time <= one.to)) return;
    const key = [
      at.id,
      way,
      action,
      src,
      dst,
      packet.src,
      packet.dst,
      packet.sport,
      packet.dport,
      packet.protocol,
      slot,
    ].join(" ");
    const entry = this.#entries.get(key) ?? {
      first: sighting,
      packets: 0,
      bytes: 0,
      start: settings.times === "packets" ? Math.floor(time) : slot,
      end: settings.times === "packets" ? Math.floor(time) : slot + settings.interval - 1,
      flags: 0,
    };
    entry.packets += 1;
    entry.bytes += packet.bytes;
    if (settings.times === "packets") entry.end = Math.max(entry.end, Math.floor(time));
    entry.flags |= loggedFlags(packet.flags);
    this.#entries.set(key, entry);
  }

  /** The lines of each format, in order of start. */
  lines(): ReadonlyMap<FormatName, readonly string[]> {
    const lines = new Map<FormatName, { start: number; line: string }[]>();
    const add = (format: FormatName, start: number, values: Readonly<Record<string, string | number>>) => {
      const line = FORMATS[format].map((name) => values[name] ?? "-").join(" ");
      lines.set(format, [...(lines.get(format) ?? []), { start, line }]);
    };
    for (const entry of this.#entries.values()) {
      const settings = this.#settings.get(entry.first.at.id);
      if (settings) add(settings.format, entry.start, valuesOf(entry, settings.format));
    }
    for (const { at, from, to, settings } of this.#skipped) {
      add(settings.format, from, { ...identity(at, settings.format), start: from, end: to, "log-status": "SKIPDATA" });
    }
    return new Map(
      [...lines].map(([format, some]) => [format, some.sort((a, b) => a.start - b.start).map(({ line }) => line)]),
    );
  }
}

function identity(at: LoggedInterface, format: FormatName): Record<string, string | number> {
  return {
    version: format.slice(1),
    "account-id": "123456789012",
    "interface-id": at.id,
    "vpc-id": at.vpc,
    "subnet-id": at.subnet,
    "instance-id": at.instance ?? "-",
  };
}

function valuesOf({ first, packets, bytes, start, end, flags }: Entry, format: FormatName) {
  const { at, way, action, packet, src, dst, reason } = first;
  return {
    ...identity(at, format),
    srcaddr: src,
    dstaddr: dst,
    srcport: packet.sport,
    dstport: packet.dport,
    protocol: packet.protocol,
    packets,
    bytes,
    start,
    end,
    action,
    "log-status": "OK",
    "tcp-flags": packet.protocol === 6 ? flags : 0,
    type: packet.src.includes(":") ? "IPv6" : "IPv4",
    "pkt-srcaddr": packet.src,
    "pkt-dstaddr": packet.dst,
    "flow-direction": way,
    "reject-reason": reason ?? "-",
  };
}
