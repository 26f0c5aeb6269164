import type { Random } from "./random";

/** First octets that belong to access networks; the rest of an address is made up. */
const ACCESS = [
  24, 31, 37, 46, 62, 71, 73, 77, 78, 79, 81, 82, 84, 86, 87, 89, 90, 92, 94, 95, 98, 109, 151, 176, 178, 188,
];
const HOSTING = [
  45, 51, 64, 68, 80, 89, 91, 103, 104, 134, 138, 139, 142, 146, 157, 159, 162, 165, 167, 178, 185, 192, 193, 194, 195,
];

const address = (rng: Random, first: readonly number[]): string =>
  `${rng.pick(first)}.${rng.int(1, 166)}.${rng.int(0, 255)}.${rng.int(1, 254)}`;

/** Distinct made-up addresses of people at home and on the move; about one in twelve is IPv6. */
export function visitors(rng: Random, count: number): string[] {
  const found = new Set<string>();
  while (found.size < count) {
    const hex = () => rng.int(1, 65535).toString(16);
    found.add(rng.chance(1 / 12) ? `2a02:${hex()}:${hex()}:${hex()}::${hex()}` : address(rng, ACCESS));
  }
  return [...found];
}

/** Distinct made-up addresses of machines that scan the internet. */
export function scanners(rng: Random, count: number): string[] {
  const found = new Set<string>();
  while (found.size < count) found.add(address(rng, HOSTING));
  return [...found];
}

/** A port that Linux gives to a client. */
export const linuxPort = (rng: Random): number => rng.int(32768, 60999);

/** A port that Windows and macOS give to a client. */
export const desktopPort = (rng: Random): number => rng.int(49152, 65535);
