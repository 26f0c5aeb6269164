import { at, demand, FROM, TO } from "./clock";
import { accepted, refused, tcpVolumes } from "./conversation";
import { HOSTS } from "./network";
import { linuxPort } from "./outside";
import { type Random, random } from "./random";
import type { LogRecord } from "./record";

/** Calls `visit` about `perMinute` times a minute, more often when the shop is busy. */
function whileBusy(rng: Random, perMinute: number, visit: (begin: number) => void): void {
  let owed = 0;
  for (let minute = FROM; minute < TO - 120; minute += 60) {
    owed += demand(minute) * perMinute * (0.5 + rng.next());
    for (; owed >= 1; owed--) visit(minute + rng.int(0, 59));
  }
}

/** The tiers of the shop among themselves: web to application, application to database and cache. */
export function tierTraffic(): LogRecord[] {
  const rng = random("tiers");
  const records: LogRecord[] = [];
  const talk = (from: string, to: string, port: number, request: number, response: number, begin: number) => {
    const volumes = tcpVolumes(rng.size(request, 0.5), rng.size(response, 0.7));
    const ends = { client: from, clientPort: linuxPort(rng), server: to, serverPort: port, protocol: 6 };
    records.push(...accepted({ ...ends, begin, seconds: rng.int(2, 55), ...volumes }));
  };
  const apps = [HOSTS.app1.address, HOSTS.app2.address];
  whileBusy(rng, 0.42, (begin) => talk(HOSTS.web.address, rng.pick(apps), 8080, 38_000, 310_000, begin));
  whileBusy(rng, 0.34, (begin) => talk(rng.pick(apps), HOSTS.database.address, 5432, 22_000, 180_000, begin));
  whileBusy(rng, 0.17, (begin) => talk(rng.pick(apps), HOSTS.cache.address, 6379, 14_000, 60_000, begin));
  return records;
}

/** Names: the application servers ask the resolver that the team runs itself (Amazon's own resolver is never logged). */
export function nameTraffic(): LogRecord[] {
  const rng = random("names");
  const records: LogRecord[] = [];
  const askers = [HOSTS.app1, HOSTS.app2, HOSTS.web, HOSTS.database].map((host) => host.address);
  whileBusy(rng, 0.3, (begin) => {
    const packets = rng.int(1, 6);
    const ends = { clientPort: linuxPort(rng), server: HOSTS.resolver.address, serverPort: 53, protocol: 17 };
    const up = { packets, bytes: packets * rng.int(64, 84) };
    const down = { packets, bytes: packets * rng.int(110, 310) };
    records.push(...accepted({ client: rng.pick(askers), ...ends, begin, seconds: rng.int(0, 25), up, down }));
  });
  return records;
}

/**
 * A mistake to be found: the new reporting host may not reach the database. Its attempts leave its own interface
 * and are refused at the database's.
 */
export function forgottenRule(): LogRecord[] {
  const rng = random("forgotten rule");
  const records: LogRecord[] = [];
  for (let begin = at(19, 6, 12); begin < at(20, 10); begin += 290 + rng.int(0, 20)) {
    const ends = { client: HOSTS.report.address, server: HOSTS.database.address, serverPort: 5432, protocol: 6 };
    const volume = { packets: 4, bytes: 240 };
    records.push(...refused({ ...ends, clientPort: linuxPort(rng), begin, seconds: 7, volume, flags: 2 }));
  }
  return records;
}
