import type { Host, Network } from "./network";
import { answerTo, type Packet } from "./packet";

/** Seconds after the first at which an opening that nobody answers is tried again (RFC 6298, 5.5: doubling). */
const RETRIES = [1, 3, 7];
const ROUND_TRIP = 0.02;

/** How a conversation goes, where the network lets it. */
export interface Talk {
  readonly client: Host;
  readonly server: Host;
  readonly port: number;
  readonly clientPort: number;
  /** When it begins, epoch seconds. */
  readonly time: number;
  /** Requests and answers after the handshake. Default 3. */
  readonly rounds?: number;
  /** Seconds between them. Default 1. */
  readonly pause?: number;
  /** Both sides finish. Default true. */
  readonly close?: boolean;
}

/** What a connection came to. */
export interface Outcome {
  /** The first packet, to build later ones on. */
  readonly first: Packet;
  readonly established: boolean;
  /** When its last packet was sent. */
  readonly end: number;
}

/** Sends a packet and, where it arrives, what the host answers. @returns true when the answer arrived too. */
function exchange(network: Network, packet: Packet, answer: Packet | null, time: number): boolean {
  return network.send(packet, time) && answer !== null && network.send(answer, time + ROUND_TRIP);
}

/** Opens a TCP connection, talks and closes it, as far as the network and the server let it. */
export function tcp(network: Network, talk: Talk): Outcome {
  const { client, server, port, clientPort, time, rounds = 3, pause = 1, close = true } = talk;
  const ends = { src: client.addr, dst: server.addr, sport: clientPort, dport: port, protocol: 6 };
  const first: Packet = { ...ends, bytes: 60, flags: ["SYN"] };
  const listening = server.listens.has(port);
  const answer = !server.up ? null : answerTo(first, listening ? ["SYN", "ACK"] : ["RST", "ACK"]);
  let at = time;
  let answered = exchange(network, first, answer, at);
  for (const later of RETRIES) {
    if (answered) break;
    at = time + later;
    answered = exchange(network, first, answer, at);
  }
  if (!answered || !listening) return { first, established: false, end: at };
  const request: Packet = { ...ends, bytes: 400, flags: ["ACK"] };
  for (let round = 0; round < rounds; round++) {
    at += pause;
    exchange(network, request, answerTo(request, ["ACK"], 1200), at);
  }
  if (close) {
    at += 1;
    const fin: Packet = { ...ends, bytes: 40, flags: ["FIN", "ACK"] };
    exchange(network, fin, answerTo(fin, ["FIN", "ACK"]), at);
    network.send({ ...ends, bytes: 40, flags: ["ACK"] }, at + 2 * ROUND_TRIP);
    network.forget(first);
  }
  return { first, established: true, end: at };
}

/** Sends datagrams; the server answers each where it listens. */
export function udp(network: Network, talk: Talk): Outcome {
  const { client, server, port, clientPort, time, rounds = 3, pause = 1 } = talk;
  const first: Packet = {
    src: client.addr,
    dst: server.addr,
    sport: clientPort,
    dport: port,
    protocol: 17,
    bytes: 90,
    flags: [],
  };
  const answer = server.up && server.listens.has(port) ? answerTo(first, [], 220) : null;
  let established = false;
  for (let round = 0; round < rounds; round++) {
    established = exchange(network, first, answer, time + round * pause) || established;
  }
  return { first, established, end: time + (rounds - 1) * pause };
}

/** Pings: AWS logs ICMP with ports 0. */
export function ping(network: Network, talk: Omit<Talk, "port" | "clientPort">): Outcome {
  const { client, server, time, rounds = 4, pause = 1 } = talk;
  const protocol = client.addr.includes(":") ? 58 : 1;
  const first: Packet = { src: client.addr, dst: server.addr, sport: 0, dport: 0, protocol, bytes: 84, flags: [] };
  const answer = server.up ? answerTo(first, [], 84) : null;
  let established = false;
  for (let round = 0; round < rounds; round++) {
    established = exchange(network, first, answer, time + round * pause) || established;
  }
  return { first, established, end: time + (rounds - 1) * pause };
}
