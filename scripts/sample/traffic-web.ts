import { demand, FROM, TO } from "./clock";
import { accepted, tcpVolumes } from "./conversation";
import { HOSTS, type Interface } from "./network";
import { desktopPort, visitors } from "./outside";
import { random } from "./random";
import type { LogRecord } from "./record";

const WEB: Interface = HOSTS.web;
const MEAN_VISITS_PER_MINUTE = 1.35;

/** People from all over the internet who use the shop at port 443, which is open to anyone. */
export function webTraffic(): LogRecord[] {
  const rng = random("web visitors");
  const people = visitors(rng, 420);
  const records: LogRecord[] = [];
  let owed = 0;
  for (let minute = FROM; minute < TO - 120; minute += 60) {
    owed += demand(minute) * MEAN_VISITS_PER_MINUTE * (0.55 + 0.9 * rng.next());
    for (; owed >= 1; owed--) {
      const client = rng.zipf(people);
      const server = client.includes(":") ? (WEB.address6 ?? WEB.address) : WEB.address;
      const pages = tcpVolumes(rng.size(2600, 0.6), rng.size(140_000, 0.9));
      const begin = minute + rng.int(0, 59);
      const seconds = rng.chance(0.8) ? rng.int(1, 12) : rng.int(13, 75);
      const talk = { client, clientPort: desktopPort(rng), server, serverPort: 443, protocol: 6, begin, seconds };
      records.push(...accepted({ ...talk, ...pages }));
    }
  }
  return records;
}
