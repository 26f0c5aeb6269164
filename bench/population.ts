/** Whole numbers from 0 to 2^32 - 1 from a seed: xorshift32, as fast as a generator can be in JavaScript. */
export class Seeded {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2654435761) | 0 || 1;
  }

  next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return x >>> 0;
  }

  /** From 0 to `count` - 1. */
  below(count: number): number {
    return Math.floor((this.next() / 4294967296) * count);
  }
}

/** An end of a flow inside the VPC. */
export interface Host {
  readonly address: string;
  readonly addressBytes: Uint8Array;
  /** `2 ACCOUNT ENI `: how each of its lines begins. */
  readonly prefix: Uint8Array;
}

export const HOSTS = 300;
export const OUTSIDERS = 50_000;
const SLOTS = 1 << 16;

const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

/** The hosts of the generated VPC: 300 interfaces in 10.0.0.0/16. */
export const hosts: readonly Host[] = Array.from({ length: HOSTS }, (_, n) => {
  const address = `10.0.${Math.floor(n / 100) + 1}.${(n % 100) + 10}`;
  const interfaceId = `eni-${(0x0a1b2c3d4e5f60 + n * 7919).toString(16).padStart(17, "0")}`;
  return { address, addressBytes: ascii(address), prefix: ascii(`2 123456789010 ${interfaceId} `) };
});

/** Addresses outside, made up: every n has its own. */
export function outsideAddress(n: number): string {
  const mixed = Math.imul(n + 1, 2654435761) >>> 0;
  return `${20 + ((mixed >>> 24) % 100)}.${(mixed >>> 16) & 255}.${n >> 8}.${n & 255}`;
}

/** Outside addresses as text, by number. */
export const outsiders: readonly Uint8Array[] = Array.from({ length: OUTSIDERS }, (_, n) => ascii(outsideAddress(n)));

/**
 * A table to draw from in one step: slot n holds an index below `count`, the n-th index as often as 1/(n+1)
 * says (Zipf's law), as the traffic of addresses does.
 */
export function zipfTable(count: number): Uint16Array {
  let sum = 0;
  for (let n = 1; n <= count; n++) sum += 1 / n;
  const table = new Uint16Array(SLOTS);
  let slot = 0;
  let reached = 0;
  for (let n = 1; n <= count && slot < SLOTS; n++) {
    reached += 1 / n / sum;
    // Every index keeps at least one slot while there are slots for those that follow.
    const upTo = Math.min(Math.max(Math.floor(reached * SLOTS), slot + 1), SLOTS - Math.min(SLOTS, count - n));
    while (slot < upTo) table[slot++] = n - 1;
  }
  while (slot < SLOTS) table[slot++] = count - 1;
  return table;
}

/** Service ports as often as a business network uses them. */
export const servicePorts: Uint16Array = Uint16Array.from(
  (
    [
      [443, 96],
      [80, 28],
      [53, 34],
      [5432, 20],
      [8080, 16],
      [3306, 12],
      [6379, 12],
      [22, 8],
      [9092, 8],
      [123, 6],
      [3389, 4],
      [445, 4],
      [25, 3],
      [27017, 3],
      [8443, 2],
    ] as const
  ).flatMap(([port, weight]) => Array.from({ length: weight }, () => port)),
);

/** UDP for names and time, TCP for the rest. */
export const protocolOf = (servicePort: number): number => (servicePort === 53 || servicePort === 123 ? 17 : 6);
