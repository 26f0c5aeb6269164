/** Evidence for tests: a quiet conversation, and the parts that a test makes it tell. */

import { type Cell, type Evidence, type InterfaceEvidence, NO_RECORDS, type RejectedReplies } from "../evidence";

/** Where the made-up conversation begins: 2020-04-24 17:29:23 UTC. */
export const T = 1587749363;

/** Some records, from a start. */
export const cell = (records = 1, first = T, last = first + 59): Cell => ({
  records,
  packets: records,
  bytes: records * 40,
  first,
  last,
});

/** Rejected replies. */
export const replies = (more: Partial<RejectedReplies> = {}): RejectedReplies => ({
  ...cell(),
  connections: 1,
  ports: [50000],
  syn_ack: 1,
  rst: 0,
  direction: null,
  ...more,
});

const NO_REPLIES: RejectedReplies = { ...NO_RECORDS, connections: 0, ports: [], syn_ack: 0, rst: 0, direction: null };

/** An interface that logged nothing but what is given. */
export const at = (more: Partial<InterfaceEvidence> = {}): InterfaceEvidence => ({
  id: "eni-s",
  subnet: "subnet-s",
  place: "server",
  request: { accepted: NO_RECORDS, rejected: NO_RECORDS },
  requestDirection: "ingress",
  reply: NO_RECORDS,
  replyRejected: NO_REPLIES,
  late: { ...NO_RECORDS, end: null, direction: null },
  strayElsewhere: NO_REPLIES,
  strayNowhere: NO_REPLIES,
  strayUnknown: NO_REPLIES,
  refused: { connections: 0, first: null, last: null },
  synAcks: 0,
  publicAccess: NO_RECORDS,
  encryptionControl: NO_RECORDS,
  changes: [],
  actionless: NO_RECORDS,
  flags: true,
  around: null,
  completeness: { skipped: [], actions: ["ACCEPT", "REJECT"] },
  ...more,
});

/** A conversation that some interfaces logged. */
export const conversation = (interfaces: readonly InterfaceEvidence[], more: Partial<Evidence> = {}): Evidence => ({
  client: "167.71.109.229",
  server: "10.10.1.10",
  port: 8088,
  protocol: 6,
  interfaces,
  clientSubnet: null,
  serverSubnet: "subnet-s",
  ...more,
});

/** Requests that were accepted, and requests that were rejected. */
export const accepted = (request = cell()) => ({ request: { accepted: request, rejected: NO_RECORDS } });
export const rejected = (request = cell()) => ({ request: { accepted: NO_RECORDS, rejected: request } });
