import { at, demand, FROM, TO } from "./clock";
import { accepted, type Conversation, tcpVolumes } from "./conversation";
import { throughNat } from "./nat";
import { HOSTS, type Interface } from "./network";
import { linuxPort } from "./outside";
import { type Random, random } from "./random";
import type { LogRecord } from "./record";

const S3 = ["52.218.36.105", "52.218.52.164", "52.218.97.27", "52.218.104.211"];
const TIME = ["178.79.162.34", "85.199.214.99", "46.227.200.72"];
const PAYMENTS = "185.71.76.28";
const PACKAGES = "91.189.88.142";

const apps: readonly Interface[] = [HOSTS.app1, HOSTS.app2];

const https = (
  client: string,
  server: string,
  begin: number,
  seconds: number,
  rng: Random,
): Omit<Conversation, "up" | "down"> => ({
  client,
  clientPort: linuxPort(rng),
  server,
  serverPort: 443,
  protocol: 6,
  begin,
  seconds,
});

/** Pictures and documents: the application servers read and write S3 through a gateway endpoint. */
export function storageTraffic(): LogRecord[] {
  const rng = random("storage");
  const records: LogRecord[] = [];
  for (let begin = FROM + 45; begin < TO - 120; begin += Math.round(rng.int(150, 420) / demand(begin))) {
    const talk = https(rng.pick(apps).address, rng.pick(S3), begin, rng.int(1, 20), rng);
    records.push(...accepted({ ...talk, ...tcpVolumes(rng.size(60_000, 1.1), rng.size(420_000, 1)) }));
  }
  return records;
}

/** Payments and updates: from the private subnets to the internet through the NAT gateway. */
export function natTraffic(): LogRecord[] {
  const rng = random("nat");
  const records: LogRecord[] = [];
  const send = (client: string, server: string, begin: number, request: number, response: number) => {
    const talk = https(client, server, begin, rng.int(1, 9), rng);
    records.push(...throughNat({ ...talk, ...tcpVolumes(request, response) }, rng.int(1024, 65535)));
  };
  for (let begin = FROM + 110; begin < TO - 120; begin += Math.round(rng.int(420, 900) / demand(begin))) {
    send(rng.pick(apps).address, PAYMENTS, begin, rng.size(3_200, 0.4), rng.size(6_800, 0.4));
  }
  for (const [minute, host] of [
    [8, HOSTS.app1],
    [21, HOSTS.report],
    [37, HOSTS.app2],
  ] as const) {
    send(host.address, PACKAGES, at(16, minute, 18), rng.size(4_000, 0.3), rng.size(3_900_000, 0.3));
  }
  return records;
}

/** Questions that the resolver cannot answer itself: to public name servers, through the NAT gateway. */
export function forwardedNames(): LogRecord[] {
  const rng = random("forwarded names");
  const records: LogRecord[] = [];
  for (let begin = FROM + 80; begin < TO - 120; begin += rng.int(600, 1500)) {
    const packets = rng.int(1, 3);
    const talk = { client: HOSTS.resolver.address, clientPort: linuxPort(rng), serverPort: 53, protocol: 17 };
    const up = { packets, bytes: packets * rng.int(70, 95) };
    const down = { packets, bytes: packets * rng.int(120, 420) };
    const server = rng.pick(["9.9.9.9", "1.1.1.1"]);
    records.push(...throughNat({ ...talk, server, begin, seconds: 1, up, down }, rng.int(1024, 65535)));
  }
  return records;
}

/** The web server keeps its clock with public NTP servers (Amazon's time service is never logged). */
export function clockTraffic(): LogRecord[] {
  const rng = random("clock");
  const records: LogRecord[] = [];
  for (let begin = FROM + 31; begin < TO - 120; begin += 1024) {
    const one = { packets: 1, bytes: 76 };
    const ends = { client: HOSTS.web.address, clientPort: linuxPort(rng), server: rng.pick(TIME), serverPort: 123 };
    records.push(...accepted({ ...ends, protocol: 17, begin, seconds: 1, up: one, down: one }));
  }
  return records;
}

/** The nightly backup: one connection from the database to S3 that takes more than an hour. */
export function backup(): LogRecord[] {
  const rng = random("backup");
  const begin = at(20, 30, 4);
  const talk = https(HOSTS.database.address, "52.218.97.27", begin, 4380, rng);
  return accepted({ ...talk, ...tcpVolumes(186_000_000, 90_000) });
}
