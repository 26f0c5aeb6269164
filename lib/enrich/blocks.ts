/** Blocks of addresses as spans of integers, and which blocks are private or special by their standards. */

import { type AddressSpan, networkOf, networkSpan, parseAddress } from "@/lib/filter/address";

/**
 * Reads an address or a CIDR block.
 * @returns undefined when the text is neither.
 */
export function parseBlock(text: string): AddressSpan | undefined {
  const [written = "", length, more] = text.trim().split("/");
  const address = parseAddress(written);
  if (address === undefined || more !== undefined) return undefined;
  const family = written.includes(":") ? 6 : 4;
  const most = family === 4 ? 32 : 128;
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > most)) return undefined;
  const network = networkOf(address, Number(length ?? most), family);
  return networkSpan(network.address, network.prefix);
}

const spansOf = (blocks: readonly string[]): AddressSpan[] => blocks.flatMap((block) => parseBlock(block) ?? []);

/** Private by standard: RFC 1918, RFC 6598 (shared), RFC 3927 and RFC 4291 (link-local), RFC 4193 (unique local). */
export const PRIVATE_BLOCKS: readonly string[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
];

/** Nobody's own address: unspecified, loopback, multicast, reserved, broadcast (RFC 6890, RFC 5771, RFC 4291). */
const NOBODY_BLOCKS: readonly string[] = ["0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/3", "::/127", "ff00::/8"];

export const PRIVATE_SPANS: readonly AddressSpan[] = spansOf(PRIVATE_BLOCKS);
export const NOBODY_SPANS: readonly AddressSpan[] = spansOf(NOBODY_BLOCKS);

/** Whether one of the spans holds an address. */
export function within(address: bigint, spans: readonly AddressSpan[]): boolean {
  return spans.some(({ low, high }) => address >= low && address <= high);
}

/** Whether an address is private by standard. Private alone does not prove that it is one's own. */
export function isPrivateAddress(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && within(address, PRIVATE_SPANS);
}
