/**
 * What the number of an address tells: which registry block it lies in. Sources: RFC 1918, RFC 6598, RFC 3927, RFC 1122,
 * RFC 5771, RFC 4193, RFC 4291. A block says nothing about who owns an address: real VPCs use public ranges inside.
 */

import { isIPv4, networkSpan, parseAddress, spansWithin } from "@/lib/filter/address";

/** How far an address is meant to be known. */
export type Space = "private" | "shared" | "link_local" | "loopback" | "multicast" | "unspecified" | "public";

interface Block {
  readonly cidr: string;
  readonly space: Space;
  /** What says so. */
  readonly source: string;
}

/** Every block that is not for the public Internet, or not for one host. */
export const BLOCKS: readonly Block[] = [
  { cidr: "10.0.0.0/8", space: "private", source: "RFC 1918" },
  { cidr: "172.16.0.0/12", space: "private", source: "RFC 1918" },
  { cidr: "192.168.0.0/16", space: "private", source: "RFC 1918" },
  { cidr: "100.64.0.0/10", space: "shared", source: "RFC 6598" },
  { cidr: "169.254.0.0/16", space: "link_local", source: "RFC 3927" },
  { cidr: "127.0.0.0/8", space: "loopback", source: "RFC 1122" },
  { cidr: "0.0.0.0/8", space: "unspecified", source: "RFC 1122" },
  { cidr: "224.0.0.0/4", space: "multicast", source: "RFC 5771" },
  { cidr: "255.255.255.255/32", space: "multicast", source: "RFC 919" },
  { cidr: "fc00::/7", space: "private", source: "RFC 4193" },
  { cidr: "fe80::/10", space: "link_local", source: "RFC 4291" },
  { cidr: "::1/128", space: "loopback", source: "RFC 4291" },
  { cidr: "::/128", space: "unspecified", source: "RFC 4291" },
  { cidr: "ff00::/8", space: "multicast", source: "RFC 4291" },
];

/** The blocks that only a network of one's own uses. */
export const INSIDE_SPACES: readonly Space[] = ["private", "shared", "link_local"];

const SPANS = BLOCKS.map((block) => {
  const [text = "", prefix = ""] = block.cidr.split("/");
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`${block.cidr} is no network.`);
  return { ...block, text, prefix: Number(prefix), span: networkSpan(address, Number(prefix)), four: isIPv4(address) };
});

/** The block of an address. @param address its 128 bits, as `parseAddress` gives them. */
export function spaceOf(address: bigint): { readonly space: Space; readonly source: string } {
  const found = SPANS.find(({ span }) => spansWithin(span).some(({ low, high }) => address >= low && address <= high));
  return found ? { space: found.space, source: found.source } : { space: "public", source: "" };
}

/** An SQL condition that an IPv6 column holds a public address. Absent addresses must be left out beside it. */
export function publicSql(column: string): string {
  const stored = (text: string, four: boolean) => `toIPv6('${four ? `::ffff:${text}` : text}')`;
  const parts = SPANS.map(({ text, prefix, four }) => {
    const low = stored(text, four);
    const bits = four ? 96 + prefix : prefix;
    return bits === 128
      ? `${column} = ${low}`
      : `${column} BETWEEN ${low} AND tupleElement(IPv6CIDRToRange(${low}, ${bits}), 2)`;
  });
  return `NOT (${parts.join(" OR ")})`;
}
