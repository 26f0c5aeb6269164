/** What the records of a conversation about one service show, gathered per interface and direction. */

/** Records of one kind. */
export interface Cell {
  readonly records: number;
  readonly packets: number;
  readonly bytes: number;
  /** Start of the first and end of the last, epoch seconds; null when there are none. */
  readonly first: number | null;
  readonly last: number | null;
}

/** Whose interface it is: an end's own, or one on the way (a NAT gateway, a Transit Gateway attachment, an appliance). */
export type Place = "server" | "client" | "middle" | "unknown";

/** Which way packets cross an interface, as seen from it. */
export type Direction = "ingress" | "egress";

/** Rejected replies, by connection. */
export interface RejectedReplies extends Cell {
  readonly connections: number;
  /** Some of the client's ports. */
  readonly ports: readonly number[];
  /** Records of these that have SYN and ACK, and those that have RST and no SYN. */
  readonly syn_ack: number;
  readonly rst: number;
  readonly direction: Direction | null;
}

/** A moment at which what became of attempts changed. */
export interface Change {
  /** Start of the first record after it. */
  readonly at: number;
  readonly to: "ACCEPT" | "REJECT";
  /** End of the last record before it. */
  readonly before: number;
}

/** What an interface's subnet shows about the same service: only there when a request was rejected at the interface. */
export interface SubnetEvidence {
  /** Other interfaces of the subnet on which the same client, port and protocol was accepted. */
  readonly sameClientAccepted: readonly { readonly id: string; readonly cell: Cell }[];
  /** Interfaces of the subnet that saw this client ask for the service, this one among them, and how many rejected all of it. */
  readonly sawClient: number;
  readonly rejectedClient: number;
  /** Other clients that were accepted on that port in the subnet. */
  readonly otherClients: number;
  /** One of them. */
  readonly otherClient: string | null;
}

/** Whether an interface's log could have held what is missing. */
export interface Completeness {
  /** SKIPDATA windows that overlap the conversation. */
  readonly skipped: readonly { readonly from: number; readonly to: number }[];
  /** The actions that occur in the interface's whole log. */
  readonly actions: readonly ("ACCEPT" | "REJECT")[];
}

/** One interface that logged the conversation. */
export interface InterfaceEvidence {
  /** Empty when the log does not name it. */
  readonly id: string;
  readonly subnet: string | null;
  readonly place: Place;
  /** Requests: towards the server. Rejected ones leave out late and stray packets. */
  readonly request: { readonly accepted: Cell; readonly rejected: Cell };
  /** Which way requests cross this interface; null when the log does not tell. */
  readonly requestDirection: Direction | null;
  /** Replies that were accepted. */
  readonly reply: Cell;
  /** Rejected replies to requests that were accepted here, unless they are late. */
  readonly replyRejected: RejectedReplies;
  /** Rejected packets without SYN that came after the end of their connection. */
  readonly late: Cell & { readonly end: "flags" | "silence" | null; readonly direction: Direction | null };
  /** Rejected replies whose request this interface never logged, while another interface did. */
  readonly strayElsewhere: RejectedReplies;
  /** Rejected SYN-ACK or RST packets for which no interface logged a SYN. */
  readonly strayNowhere: RejectedReplies;
  /** Rejected replies without flags for which no interface logged a request. */
  readonly strayUnknown: RejectedReplies;
  /** Connections that the client opened, and the server answered with RST and never with SYN-ACK. */
  readonly refused: { readonly connections: number; readonly first: number | null; readonly last: number | null };
  /** Accepted records with SYN-ACK. */
  readonly synAcks: number;
  /** Records that AWS gave a reason for. */
  readonly publicAccess: Cell;
  readonly encryptionControl: Cell;
  /** Moments at which attempts began to be accepted or rejected; empty when they never changed, or did both at once. */
  readonly changes: readonly Change[];
  /** Records without an action, as Transit Gateway logs have. */
  readonly actionless: Cell;
  /** True when TCP records here carry tcp-flags. */
  readonly flags: boolean;
  readonly around: SubnetEvidence | null;
  readonly completeness: Completeness | null;
}

/** All that is known of a conversation about one service. */
export interface Evidence {
  /** Addresses as people write them. */
  readonly client: string;
  readonly server: string;
  /** The server's port; null for protocols without ports. */
  readonly port: number | null;
  readonly protocol: number | null;
  readonly interfaces: readonly InterfaceEvidence[];
  /** The subnets that hold the client and the server, where the log tells. */
  readonly clientSubnet: string | null;
  readonly serverSubnet: string | null;
}

/** No records. */
export const NO_RECORDS: Cell = { records: 0, packets: 0, bytes: 0, first: null, last: null };

/** Adds up records of several kinds. */
export function together(...cells: readonly Cell[]): Cell {
  const some = cells.filter((cell) => cell.records > 0);
  const times = (pick: (cell: Cell) => number | null) => some.map(pick).filter((time) => time !== null);
  const sum = (pick: (cell: Cell) => number) => some.reduce((total, cell) => total + pick(cell), 0);
  const firsts = times((cell) => cell.first);
  const lasts = times((cell) => cell.last);
  return {
    records: sum((cell) => cell.records),
    packets: sum((cell) => cell.packets),
    bytes: sum((cell) => cell.bytes),
    first: firsts.length > 0 ? Math.min(...firsts) : null,
    last: lasts.length > 0 ? Math.max(...lasts) : null,
  };
}

/** True when both ends are known to be in one subnet: no network ACL stands between them. */
export function inOneSubnet({ clientSubnet, serverSubnet }: Evidence): boolean {
  return clientSubnet !== null && clientSubnet === serverSubnet;
}
