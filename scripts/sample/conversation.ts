import { FLAG_BITS } from "@/lib/flow/flags";
import { awsServiceOf, type Interface, identityOf, interfaceOf } from "./network";
import type { LogRecord } from "./record";

/** What went one way. */
export interface Volume {
  readonly packets: number;
  readonly bytes: number;
}

/** One way of a flow, as one interface sees it. */
export interface Way {
  readonly host: Interface;
  readonly direction: "ingress" | "egress";
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** The addresses in the packets, where a NAT gateway made them differ. */
  readonly packetFrom?: string;
  readonly packetTo?: string;
  readonly protocol: number;
  readonly begin: number;
  readonly seconds: number;
  readonly volume: Volume;
  /** TCP flags of the first and of the last packets. */
  readonly opening: number;
  readonly closing: number;
  readonly action: "ACCEPT" | "REJECT";
  readonly path?: number;
}

const WINDOW = 60;

/** A client's talk with a server, both ways. */
export interface Conversation {
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  readonly protocol: number;
  readonly begin: number;
  readonly seconds: number;
  readonly up: Volume;
  readonly down: Volume;
}

/** Bytes that the headers of an IPv4 TCP packet with timestamps take, and the payload that fits beside them. */
const HEADERS = 52;
const SEGMENT = 1448;

/** The packets of a TCP exchange: handshake, data, one acknowledgement for two segments, and the end. */
export function tcpVolumes(request: number, response: number): { up: Volume; down: Volume } {
  const upData = Math.ceil(request / SEGMENT);
  const downData = Math.ceil(response / SEGMENT);
  const up = 3 + upData + Math.floor(downData / 2);
  const down = 2 + downData + Math.floor(upData / 2);
  return {
    up: { packets: up, bytes: request + up * HEADERS + 8 },
    down: { packets: down, bytes: response + down * HEADERS + 8 },
  };
}

/** The address family's name, as the `type` field has it. */
const familyOf = (address: string): string => (address.includes(":") ? "IPv6" : "IPv4");

/** The way out of the VPC for packets to an address: 1 stays inside, 7 is a gateway endpoint, 8 the internet gateway. */
export function pathTo(address: string): number {
  if (interfaceOf(address)) return 1;
  return awsServiceOf(address) ? 7 : 8;
}

/** Cuts a way into the records that its interface writes, one for each of its aggregation windows with packets in it. */
export function recordsOf(way: Way): LogRecord[] {
  const { host, begin, seconds, volume } = way;
  const windowOf = (time: number) => Math.floor((time - host.phase) / WINDOW);
  const first = windowOf(begin);
  const last = windowOf(begin + seconds);
  const doneBy = (window: number) => {
    const share = seconds === 0 ? 1 : ((window + 1) * WINDOW + host.phase - begin) / seconds;
    return window >= last ? volume.packets : Math.max(1, Math.floor(volume.packets * Math.min(1, share)));
  };
  const records: LogRecord[] = [];
  let packetsBefore = 0;
  let bytesBefore = 0;
  for (let window = first; window <= last; window++) {
    const packetsDone = Math.min(volume.packets, doneBy(window));
    const packets = packetsDone - packetsBefore;
    if (packets === 0) continue;
    const bytesDone = Math.round((volume.bytes * packetsDone) / volume.packets);
    const flags = (packetsBefore === 0 ? way.opening : 0) | (packetsDone === volume.packets ? way.closing : 0);
    records.push(recordIn(way, window * WINDOW + host.phase, packets, bytesDone - bytesBefore, flags));
    packetsBefore = packetsDone;
    bytesBefore = bytesDone;
  }
  return records;
}

function recordIn(way: Way, windowStart: number, packets: number, bytes: number, flags: number): LogRecord {
  const windowEnd = windowStart + WINDOW - 1;
  // A single packet is logged with its window's bounds, as in the story's record.
  const start = packets === 1 ? windowStart : Math.max(windowStart, way.begin);
  const end = packets === 1 ? windowEnd : Math.max(start, Math.min(windowEnd, way.begin + way.seconds));
  const packetFrom = way.packetFrom ?? way.from;
  const packetTo = way.packetTo ?? way.to;
  const source = awsServiceOf(packetFrom);
  const destination = awsServiceOf(packetTo);
  return {
    ...identityOf(way.host),
    srcaddr: way.from,
    dstaddr: way.to,
    srcport: way.fromPort,
    dstport: way.toPort,
    protocol: way.protocol,
    packets,
    bytes,
    start,
    end,
    action: way.action,
    "log-status": "OK",
    "tcp-flags": flags,
    type: familyOf(way.from),
    "pkt-srcaddr": packetFrom,
    "pkt-dstaddr": packetTo,
    ...(source ? { "pkt-src-aws-service": source } : {}),
    ...(destination ? { "pkt-dst-aws-service": destination } : {}),
    "flow-direction": way.direction,
    ...(way.direction === "egress" ? { "traffic-path": way.path ?? pathTo(way.to) } : {}),
  };
}

const OPENING = FLAG_BITS.syn;
const ANSWER = FLAG_BITS.syn | FLAG_BITS.ack;

/** The records of an accepted conversation: both ways, at each end that is inside the VPC. */
export function accepted(talk: Conversation): LogRecord[] {
  const { client, clientPort, server, serverPort, protocol, begin, seconds } = talk;
  const tcp = protocol === 6;
  const closing = tcp ? FLAG_BITS.fin : 0;
  const up = { from: client, to: server, fromPort: clientPort, toPort: serverPort, volume: talk.up };
  const down = { from: server, to: client, fromPort: serverPort, toPort: clientPort, volume: talk.down };
  return [client, server].flatMap((address) => {
    const host = interfaceOf(address);
    if (!host) return [];
    const outward = address === client;
    const shared = { host, protocol, begin, seconds, closing, action: "ACCEPT" } as const;
    return [
      ...recordsOf({ ...shared, ...up, opening: tcp ? OPENING : 0, direction: outward ? "egress" : "ingress" }),
      ...recordsOf({ ...shared, ...down, opening: tcp ? ANSWER : 0, direction: outward ? "ingress" : "egress" }),
    ];
  });
}

/** What a refused opening looks like. */
export interface Attempt {
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  readonly protocol: number;
  readonly begin: number;
  readonly seconds: number;
  readonly volume: Volume;
  /** TCP flags of the packets; 0 for other protocols. */
  readonly flags: number;
}

/**
 * The records of an attempt that the server's security group refuses: REJECT into the server's interface. A client
 * inside the VPC logs it too, as ACCEPT out of its own, because what it sends is allowed to leave.
 */
export function refused(attempt: Attempt): LogRecord[] {
  return [attempt.client, attempt.server].flatMap((address) => {
    const host = interfaceOf(address);
    if (!host) return [];
    const outward = address === attempt.client;
    return recordsOf({
      host,
      direction: outward ? "egress" : "ingress",
      from: attempt.client,
      to: attempt.server,
      fromPort: attempt.clientPort,
      toPort: attempt.serverPort,
      protocol: attempt.protocol,
      begin: attempt.begin,
      seconds: attempt.seconds,
      volume: attempt.volume,
      opening: attempt.flags,
      closing: attempt.flags,
      action: outward ? "ACCEPT" : "REJECT",
    });
  });
}
