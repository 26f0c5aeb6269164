import { field } from "@/lib/flow";
import { FLAG_BITS, flagNames } from "@/lib/flow/flags";
import { kindOf, numberOf, type RecordValues, textOf } from "./record";
import { type End, hasPorts, type KnownClient, type Roles, rolesOf } from "./roles";
import { sayMany, sayPort, sayProtocol, sayWindow } from "./words";

/** A piece of a sentence: plain words, or a value of the record that a page can make a link of. */
export interface Piece {
  readonly text: string;
  /** The column that the value is of; undefined for plain words. */
  readonly column?: string;
}

type Part = string | Piece;

/** Joins neighbouring plain words into one piece, so that a page draws as few elements as there are values. */
function pieces(...parts: readonly Part[]): Piece[] {
  const joined: Piece[] = [];
  for (const part of parts) {
    const piece = typeof part === "string" ? { text: part } : part;
    if (piece.text === "") continue;
    const last = joined.at(-1);
    if (last && last.column === undefined && piece.column === undefined) {
      joined[joined.length - 1] = { text: last.text + piece.text };
    } else joined.push(piece);
  }
  return joined;
}

/** Puts pieces back into plain text. */
export function plainText(sentence: readonly Piece[]): string {
  return sentence.map((piece) => piece.text).join("");
}

/**
 * Says in plain English what one record means: a main sentence with who, whom, what and when, then a sentence for
 * each further thing the record tells (translation, AWS's reason, flags, lost packets).
 * @param zone IANA zone for the times; it is named in the text.
 * @param known who the whole conversation says the client is.
 */
export function recordSentences(record: RecordValues, zone = "UTC", known?: KnownClient): Piece[][] {
  const kind = kindOf(record);
  if (kind !== "flow") return [gapSentence(record, kind, zone)];
  const roles = rolesOf(record, known);
  return [
    flowSentence(record, roles, zone),
    ...[translation(record), rejectReason(record), losses(record), flagSentence(record)].filter(
      (sentence) => sentence.length > 0,
    ),
  ];
}

/** The sentences as one text, for copies and titles. */
export function recordText(record: RecordValues, zone = "UTC", known?: KnownClient): string {
  return recordSentences(record, zone, known).map(plainText).join(" ");
}

function where(record: RecordValues): Part[] {
  for (const column of ["interface_id", "tgw_attachment_id", "tgw_id", "vpc_id"]) {
    const id = textOf(record, column);
    if (id) return [{ text: id, column }];
  }
  return ["an interface that the record does not name"];
}

function when(record: RecordValues, zone: string): string {
  const start = numberOf(record, "start");
  const end = numberOf(record, "end");
  if (start === undefined) return end === undefined ? "at an unknown time" : sayWindow(end, end, zone);
  return sayWindow(start, end ?? start, zone);
}

function gapSentence(record: RecordValues, kind: "nodata" | "skipdata", zone: string): Piece[] {
  if (kind === "nodata") return pieces("No traffic was seen at ", ...where(record), ` (${when(record, zone)}).`);
  return pieces(
    "AWS lost records of ",
    ...where(record),
    ` (${when(record, zone)}): totals over this window are a lower bound.`,
  );
}

function addressPiece(end: End, column: "srcaddr" | "dstaddr"): Part {
  return end.addr === undefined ? "an unknown address" : { text: end.addr, column };
}

/** "1 packet, 40 bytes, 2020-04-24 17:29:23 to 17:30:22 UTC", with only what the record has. */
function measured(record: RecordValues, zone: string): string {
  const packets = textOf(record, "packets");
  const bytes = textOf(record, "bytes");
  return [
    packets === undefined ? undefined : sayMany(packets, "packet"),
    bytes === undefined ? undefined : sayMany(bytes, "byte"),
    when(record, zone),
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

function flowSentence(record: RecordValues, roles: Roles, zone: string): Piece[] {
  const protocol = numberOf(record, "protocol");
  const action = textOf(record, "action");
  const toServer = roles.towards === "server";
  const sender = addressPiece(toServer ? roles.client : roles.server, "srcaddr");
  const receiver = addressPiece(toServer ? roles.server : roles.client, "dstaddr");
  const figures = ` (${measured(record, zone)}).`;

  if (!hasPorts(record)) {
    const what = sayProtocol(protocol);
    if (action === "REJECT")
      return pieces(sender, ` tried to send ${what} to `, receiver, " and was rejected", figures);
    const verdict = action === "ACCEPT" ? ", which was accepted" : "";
    return pieces(sender, ` sent ${what} to `, receiver, verdict, figures);
  }

  const serverPort = roles.server.port;
  const port: Part =
    serverPort === undefined
      ? "an unknown port"
      : { text: `port ${sayPort(serverPort, protocol)}`, column: toServer ? "dstport" : "srcport" };
  if (toServer) {
    if (action === "REJECT") {
      const once = textOf(record, "packets") === "1" ? " once" : "";
      return pieces(sender, " tried to reach ", receiver, " on ", port, `${once} and was rejected`, figures);
    }
    const verdict = action === "ACCEPT" ? " and was accepted" : "";
    return pieces(sender, " sent packets to ", receiver, " on ", port, verdict, figures);
  }
  if (action === "REJECT") {
    return pieces(sender, " tried to answer ", receiver, " from ", port, " and was rejected", figures);
  }
  const verdict = action === "ACCEPT" ? " and was accepted" : "";
  return pieces(sender, " answered ", receiver, " from ", port, verdict, figures);
}

function translation(record: RecordValues): Piece[] {
  const differs = (column: string, packetColumn: string) => {
    const outer = textOf(record, column);
    const inner = textOf(record, packetColumn);
    return inner !== undefined && outer !== undefined && inner !== outer
      ? { text: inner, column: packetColumn }
      : undefined;
  };
  const source = differs("srcaddr", "pkt_srcaddr");
  const destination = differs("dstaddr", "pkt_dstaddr");
  if (!source && !destination) return [];
  const parts: Part[] = ["In the packet itself "];
  if (source) parts.push("the source is ", source);
  if (source && destination) parts.push(" and ");
  if (destination) parts.push("the destination is ", destination);
  parts.push(": a NAT gateway, Transit Gateway or another interface stands between.");
  return pieces(...parts);
}

function rejectReason(record: RecordValues): Piece[] {
  const reason = textOf(record, "reject_reason");
  if (!reason) return [];
  const meaning = field("reject-reason").values?.find(([value]) => value === reason)?.[1];
  return pieces("AWS gives the reason: ", { text: reason, column: "reject_reason" }, meaning ? ` (${meaning}).` : ".");
}

function losses(record: RecordValues): Piece[] {
  const reasons: readonly (readonly [column: string, reason: string])[] = [
    ["packets_lost_no_route", "no route led on"],
    ["packets_lost_blackhole", "the route was a blackhole"],
    ["packets_lost_mtu_exceeded", "they were larger than the MTU"],
    ["packets_lost_ttl_expired", "their time to live ran out"],
  ];
  const lost = reasons.flatMap(([column, reason]) => {
    const count = textOf(record, column);
    return count === undefined || count === "0" ? [] : [{ column, count, reason }];
  });
  if (lost.length === 0) return [];
  const parts = lost.flatMap(({ column, count, reason }, index): Part[] => [
    index === 0 ? "" : "; ",
    { text: sayMany(count, "packet"), column },
    ` because ${reason}`,
  ]);
  return pieces("The Transit Gateway dropped ", ...parts, ".");
}

/** How the connection ended, where the flags say so. Who opened it is told by the roles. */
function flagSentence(record: RecordValues): Piece[] {
  const flags = numberOf(record, "tcp_flags") ?? 0;
  const ends = [flags & FLAG_BITS.fin ? "finished" : undefined, flags & FLAG_BITS.rst ? "reset" : undefined].filter(
    (word) => word !== undefined,
  );
  if (ends.length === 0) return [];
  const names = flagNames(flags).map((name) => name.toUpperCase());
  return pieces(
    `The sender ${ends.join(" and ")} the connection (flags `,
    { text: names.join(", "), column: "tcp_flags" },
    ").",
  );
}
