import { FLAG_BITS } from "../flow/flags";

/** One packet on the wire. */
export interface Packet {
  readonly src: string;
  readonly dst: string;
  /** 0 for protocols without ports, as AWS logs them. */
  readonly sport: number;
  readonly dport: number;
  readonly protocol: number;
  readonly bytes: number;
  readonly flags: readonly TcpFlag[];
}

/** TCP flags that matter to a flow log. */
export type TcpFlag = "SYN" | "ACK" | "FIN" | "RST";

/** What AWS records of a packet's flags: FIN, SYN, RST, and ACK only beside SYN. ACK alone is 0. */
export function loggedFlags(flags: readonly TcpFlag[]): number {
  let bits = 0;
  if (flags.includes("FIN")) bits |= FLAG_BITS.fin;
  if (flags.includes("RST")) bits |= FLAG_BITS.rst;
  if (flags.includes("SYN")) bits |= FLAG_BITS.syn | (flags.includes("ACK") ? FLAG_BITS.ack : 0);
  return bits;
}

/** The packet that goes back. */
export function answerTo(packet: Packet, flags: readonly TcpFlag[], bytes = 40): Packet {
  const { src, dst, sport, dport, protocol } = packet;
  return { src: dst, dst: src, sport: dport, dport: sport, protocol, bytes, flags };
}

/** Both directions of a connection have one key. */
export function connectionKey({ src, dst, sport, dport, protocol }: Packet): string {
  return [`${src} ${sport}`, `${dst} ${dport}`].sort().concat(String(protocol)).join("|");
}
