import { refused } from "./conversation";
import { HOSTS } from "./network";
import type { LogRecord } from "./record";

/** Who the sample's story is about: a scanner that looks for web servers on other ports than 443. */
export const SCANNER = "167.71.109.229";

/** When its window began, from which port it came, and which port of the web server it tried; one packet of 40 bytes each. */
const ATTEMPTS: readonly (readonly [window: number, srcport: number, dstport: number])[] = [
  [1587748703, 48122, 80],
  [1587748943, 51390, 8080],
  [1587749063, 40277, 8000],
  [1587749243, 55816, 8081],
  [1587749363, 59754, 8088],
  [1587749363, 59902, 8888],
  [1587749603, 43561, 9090],
  [1587749903, 38217, 8008],
  [1587750203, 61034, 8443],
];

/** Ports that it comes back for later, so that it stands out among the sources that are refused most. */
const LATER_PORTS = [81, 82, 591, 2082, 2087, 3000, 3128, 4443, 5000, 5601, 7001, 7080, 7443, 8001, 8009, 8082, 8083];
const SECOND_ROUND = 1587751200;
const ROUND_STEP = 127;

/** The second and third round: every port in turn, one about every two minutes. */
const laterAttempts = (): (readonly [number, number, number])[] =>
  [...LATER_PORTS, ...LATER_PORTS.toReversed()].map((dstport, i) => [
    SECOND_ROUND + i * ROUND_STEP,
    32_768 + ((i * 7_919) % 28_000),
    dstport,
  ]);

/** The scanner's attempts, all refused. The fifth is the record that the documentation walks through. */
export function story(): LogRecord[] {
  return [...ATTEMPTS, ...laterAttempts()].flatMap(([begin, clientPort, serverPort]) =>
    refused({
      client: SCANNER,
      clientPort,
      server: HOSTS.web.address,
      serverPort,
      protocol: 6,
      begin,
      seconds: 0,
      volume: { packets: 1, bytes: 40 },
      flags: 2,
    }),
  );
}
