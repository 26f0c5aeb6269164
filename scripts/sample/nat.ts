import { FLAG_BITS } from "@/lib/flow/flags";
import { type Conversation, recordsOf, type Way } from "./conversation";
import { HOSTS, interfaceOf } from "./network";
import type { LogRecord } from "./record";

/**
 * The records of a conversation from a private subnet to the internet through the NAT gateway: two at the client's
 * interface, four at the gateway's, where the inner leg carries the ends' addresses in `pkt-*` only.
 * @param natPort the port that the gateway gives to the connection outside.
 */
export function throughNat(talk: Conversation, natPort: number): LogRecord[] {
  const { client, clientPort, server, serverPort, protocol, begin, seconds } = talk;
  const inside = interfaceOf(client);
  if (!inside) throw new RangeError(`${client} is not inside the VPC.`);
  const nat = HOSTS.nat;
  const tcp = protocol === 6;
  const shared = { protocol, begin, seconds, closing: tcp ? FLAG_BITS.fin : 0, action: "ACCEPT" } as const;
  const up = { ...shared, volume: talk.up, opening: tcp ? FLAG_BITS.syn : 0 };
  const down = { ...shared, volume: talk.down, opening: tcp ? FLAG_BITS.syn | FLAG_BITS.ack : 0 };
  const out = { fromPort: clientPort, toPort: serverPort };
  const back = { fromPort: serverPort, toPort: clientPort };
  const ways: Way[] = [
    { ...up, ...out, host: inside, direction: "egress", from: client, to: server, path: 1 },
    { ...up, ...out, host: nat, direction: "ingress", from: client, to: nat.address, packetTo: server },
    { ...up, host: nat, direction: "egress", from: nat.address, to: server, fromPort: natPort, toPort: serverPort },
    { ...down, host: nat, direction: "ingress", from: server, to: nat.address, fromPort: serverPort, toPort: natPort },
    { ...down, ...back, host: nat, direction: "egress", from: nat.address, to: client, packetFrom: server },
    { ...down, ...back, host: inside, direction: "ingress", from: server, to: client },
  ];
  return ways.flatMap(recordsOf);
}
