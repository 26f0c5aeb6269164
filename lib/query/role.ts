import { KNOWN_SERVICE_PORTS } from "@/lib/flow/ports";

/** What the records of a conversation tell about one of its two sides. */
export interface SideEvidence {
  /** Flow records that it sent. */
  readonly sent: number;
  /** Of these, with SYN and without ACK: it opened. */
  readonly syn: number;
  /** Of these, with SYN and ACK: it answered an opening. */
  readonly synAck: number;
  /** True when an interface rejected all that it sent, and accepted what the other side sent. */
  readonly stopped: boolean;
  /** The start of the first record that it sent; null when it sent none. */
  readonly firstSent: number | null;
  /** Distinct ports on its side. */
  readonly ports: number;
  /** One of them; null when there is none. */
  readonly port: number | null;
  /** True when the port that was asked for occurs on its side. */
  readonly hasAskedPort: boolean;
}

/** Who opened a conversation, and how we know. */
export interface Role {
  readonly client: "a" | "b";
  readonly confidence: "high" | "medium" | "low";
  readonly why: string;
}

/** Starts within this many seconds do not tell who was first: AWS rounds them to its own interval. */
const CLEARLY_EARLIER = 2;

const other = (side: "a" | "b"): "a" | "b" => (side === "a" ? "b" : "a");

function byFlags(a: SideEvidence, b: SideEvidence): Role | null {
  const forA = a.syn + b.synAck;
  const forB = b.syn + a.synAck;
  if (forA === 0 && forB === 0) return null;
  const client = forA >= forB ? "a" : "b";
  if (forA > 0 && forB > 0) {
    return { client, confidence: "medium", why: "Both sides opened connections; this one opened more of them." };
  }
  const opened = (client === "a" ? a : b).syn > 0;
  const why = opened ? "It sent SYN without ACK: it opened the connection." : "The other side answered with SYN-ACK.";
  return { client, confidence: "high", why };
}

/** Where ports do not tell (ICMP has none): what was sent that cannot be an answer. */
function byAnswers(a: SideEvidence, b: SideEvidence): Role {
  // A rejected packet draws no answer, so what was accepted was no answer to it: it came first.
  if (a.stopped !== b.stopped) {
    return { client: a.stopped ? "b" : "a", confidence: "medium", why: "Only the other side's packets were rejected." };
  }
  // A side that only answers sends no more than it is asked.
  if (a.sent !== b.sent) {
    const why = "It sent more records than the other side: not all of them can be answers.";
    return { client: a.sent > b.sent ? "a" : "b", confidence: "low", why };
  }
  return { client: "a", confidence: "low", why: "Nothing tells the sides apart." };
}

/**
 * Decides which side of a conversation is the client. TCP flags come first; then the port that was asked for, which is
 * the server's; then who sent at all, who sent first, many ports against one, a known service port, the lower port.
 */
export function decideRole(a: SideEvidence, b: SideEvidence): Role {
  const flags = byFlags(a, b);
  if (flags) return flags;
  if (a.hasAskedPort !== b.hasAskedPort) {
    const client = a.hasAskedPort ? "b" : "a";
    return { client, confidence: "medium", why: "The port that was asked for is on the other side only." };
  }
  if (a.sent > 0 !== b.sent > 0) {
    return { client: a.sent > 0 ? "a" : "b", confidence: "medium", why: "Only this side sent anything." };
  }
  if (a.firstSent !== null && b.firstSent !== null && Math.abs(a.firstSent - b.firstSent) >= CLEARLY_EARLIER) {
    return { client: a.firstSent < b.firstSent ? "a" : "b", confidence: "medium", why: "It sent the first packet." };
  }
  if (a.ports !== b.ports && Math.min(a.ports, b.ports) === 1) {
    const client = a.ports > b.ports ? "a" : "b";
    return { client, confidence: "medium", why: "It used many ports, the other side one." };
  }
  const known = {
    a: a.port !== null && KNOWN_SERVICE_PORTS.has(a.port),
    b: b.port !== null && KNOWN_SERVICE_PORTS.has(b.port),
  };
  if (known.a !== known.b) {
    const why = "The other side's port belongs to a known service.";
    return { client: other(known.a ? "a" : "b"), confidence: "medium", why };
  }
  if (a.port === b.port) return byAnswers(a, b);
  const client = (a.port ?? 65536) > (b.port ?? 65536) ? "a" : "b";
  return { client, confidence: "low", why: "The other side's port is lower; nothing else tells." };
}
