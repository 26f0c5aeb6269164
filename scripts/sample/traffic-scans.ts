import { FROM, TO } from "./clock";
import { accepted, refused } from "./conversation";
import { HOSTS } from "./network";
import { linuxPort, scanners } from "./outside";
import { random } from "./random";
import type { LogRecord } from "./record";

/** What the internet knocks at, the most wanted first. */
const TCP_PORTS = [
  23, 445, 22, 3389, 80, 8080, 1433, 5555, 81, 6379, 2323, 3306, 5900, 8443, 25, 21, 5432, 9200, 2375, 8000,
];
const UDP_PORTS = [5060, 1900, 123, 161, 53, 389, 11211];

/** The noise of the internet: one or two packets to ports that no rule opens, refused at both public hosts. */
export function scanTraffic(): LogRecord[] {
  const rng = random("scans");
  const sources = scanners(rng, 230);
  const records: LogRecord[] = [];
  for (let begin = FROM + 9; begin < TO - 120; begin += rng.int(8, 68)) {
    const client = rng.zipf(sources);
    const server = rng.chance(0.78) ? HOSTS.web.address : HOSTS.vpn.address;
    const ends = { client, server, begin, clientPort: rng.int(1024, 65535) };
    const kind = rng.next();
    if (kind < 0.84) {
      const tries = rng.chance(0.15) ? 2 : 1;
      const volume = { packets: tries, bytes: tries * rng.pick([40, 44, 52, 60]) };
      records.push(
        ...refused({ ...ends, serverPort: rng.zipf(TCP_PORTS), protocol: 6, seconds: tries - 1, volume, flags: 2 }),
      );
    } else if (kind < 0.97) {
      const volume = { packets: 1, bytes: rng.int(58, 440) };
      records.push(
        ...refused({ ...ends, serverPort: rng.zipf(UDP_PORTS), protocol: 17, seconds: 0, volume, flags: 0 }),
      );
    } else {
      const volume = { packets: 1, bytes: rng.pick([40, 60, 84]) };
      records.push(...refused({ ...ends, clientPort: 0, serverPort: 0, protocol: 1, seconds: 0, volume, flags: 0 }));
    }
  }
  return records;
}

/** Scanners that look at port 443 too: they open, take the certificate and are gone. */
export function certificateScans(): LogRecord[] {
  const rng = random("certificate scans");
  const sources = scanners(rng, 24);
  const records: LogRecord[] = [];
  for (let begin = FROM + 400; begin < TO - 120; begin += rng.int(500, 1300)) {
    const up = { packets: 6, bytes: 780 };
    const down = { packets: 5, bytes: rng.int(3600, 4400) };
    const ends = { client: rng.pick(sources), clientPort: linuxPort(rng), server: HOSTS.web.address, serverPort: 443 };
    records.push(...accepted({ ...ends, protocol: 6, begin, seconds: 1, up, down }));
  }
  return records;
}
