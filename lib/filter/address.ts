/** Addresses as 128-bit integers. IPv4 has its place inside IPv6 (RFC 4291, 2.5.5.2), as in the store. */

/** The first and the last of all IPv4 addresses: ::ffff:0:0/96. */
const IPV4_LOW = 0xffffn << 32n;
const IPV4_HIGH = IPV4_LOW | 0xffffffffn;

/** The highest address that can occur. The one above it is NO_ADDRESS, the stand-in for an absent one. */
const HIGHEST = (1n << 128n) - 2n;

/** An interval of addresses, both ends included. */
export interface AddressSpan {
  readonly low: bigint;
  readonly high: bigint;
}

/** Whether an address is IPv4. */
export function isIPv4(address: bigint): boolean {
  return address >= IPV4_LOW && address <= IPV4_HIGH;
}

function parseIPv4(text: string): bigint | undefined {
  const octets = text.split(".");
  if (octets.length !== 4) return undefined;
  let bits = 0n;
  for (const octet of octets) {
    // A leading zero means octal to some programs and decimal to others, so it is refused.
    if (!/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) return undefined;
    bits = (bits << 8n) | BigInt(octet);
  }
  return bits;
}

function parseGroups(text: string): bigint[] | undefined {
  if (text === "") return [];
  const groups = text.split(":").map((group) => (/^[0-9a-f]{1,4}$/i.test(group) ? BigInt(`0x${group}`) : undefined));
  return groups.every((group) => group !== undefined) ? groups : undefined;
}

function parseIPv6(text: string): bigint | undefined {
  // A dotted tail (::ffff:10.0.0.1) stands for the last two groups.
  const colon = text.lastIndexOf(":");
  const tail = text.slice(colon + 1);
  if (tail.includes(".")) {
    const bits = parseIPv4(tail);
    if (bits === undefined) return undefined;
    return parseIPv6(`${text.slice(0, colon + 1)}${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`);
  }
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? "");
  const rest = parseGroups(halves[1] ?? "");
  if (!head || !rest) return undefined;
  const missing = 8 - head.length - rest.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array<bigint>(missing).fill(0n), ...rest].reduce((bits, group) => (bits << 16n) | group, 0n);
}

/**
 * Reads an address: dotted IPv4 without leading zeros, or IPv6 in any of its spellings, without a zone.
 * @returns undefined when the text is none.
 */
export function parseAddress(text: string): bigint | undefined {
  if (text.includes(":")) return parseIPv6(text);
  const bits = parseIPv4(text);
  return bits === undefined ? undefined : IPV4_LOW | bits;
}

/** Writes an IPv4 address dotted, an IPv6 one in its canonical short form (RFC 5952). */
export function printAddress(address: bigint): string {
  if (isIPv4(address)) {
    return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join(".");
  }
  const groups = Array.from({ length: 8 }, (_, i) => ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (groups[at + length] === "0") length++;
    if (length > best.length) best = { at, length };
  }
  if (best.at < 0) return groups.join(":");
  return `${groups.slice(0, best.at).join(":")}::${groups.slice(best.at + best.length).join(":")}`;
}

/** Writes an address for an IPv6 column: IPv4 as ::ffff:a.b.c.d. */
export function storedAddress(address: bigint): string {
  return isIPv4(address) ? `::ffff:${printAddress(address)}` : printAddress(address);
}

/**
 * The block that an address and a prefix length name, with host bits cleared. The prefix counts the bits of the
 * address's own family: 0 to 32 for IPv4, else 0 to 128. A block inside ::ffff:0:0/96 is an IPv4 one.
 */
export function networkOf(address: bigint, prefix: number, family: 4 | 6): { address: bigint; prefix: number } {
  const host = BigInt((family === 4 ? 32 : 128) - prefix);
  const low = (address >> host) << host;
  return family === 6 && prefix >= 96 && isIPv4(low) ? { address: low, prefix: prefix - 96 } : { address: low, prefix };
}

/** The first and last address of a block made by `networkOf`. */
export function networkSpan(address: bigint, prefix: number): AddressSpan {
  const width = isIPv4(address) ? 32 : 128;
  return { low: address, high: address | ((1n << BigInt(width - prefix)) - 1n) };
}

/**
 * What an interval means in a filter: an IPv6 one leaves out the IPv4 addresses that are stored inside it, and
 * none holds the stand-in for an absent address.
 * @returns zero, one or two intervals.
 */
export function spansWithin({ low, high }: AddressSpan): AddressSpan[] {
  const end = high > HIGHEST ? HIGHEST : high;
  if (low > end) return [];
  if (isIPv4(low) || low > IPV4_HIGH || end < IPV4_LOW) return [{ low, high: end }];
  const above = end > IPV4_HIGH ? [{ low: IPV4_HIGH + 1n, high: end }] : [];
  return [{ low, high: IPV4_LOW - 1n }, ...above];
}
