/** The bits of the TCP header's flags field (RFC 9293, 3.1) as `tcp-flags` holds them, lowest first. */
export const FLAG_BITS = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ece: 64, cwr: 128 } as const;

/** The name of one TCP flag. */
export type FlagName = keyof typeof FLAG_BITS;

/** SYN and ACK together: what tells an opening from its answer. */
const SYN_ACK = FLAG_BITS.syn | FLAG_BITS.ack;

/**
 * Names the flags that are set.
 * @param bits a `tcp-flags` value: the flags of all packets of the record, OR-ed.
 * @returns names from the lowest bit up (18 is `syn`, `ack`); empty for 0; bits beyond CWR have no name.
 */
export function flagNames(bits: number): FlagName[] {
  return (Object.keys(FLAG_BITS) as FlagName[]).filter((name) => (bits & FLAG_BITS[name]) !== 0);
}

/**
 * Whether the sender opened the connection: SYN without ACK. AWS records an ACK of its own as 0, so a client
 * that opens and then talks stays 2 (or 3 with FIN) and never becomes 18.
 */
export function isOpening(bits: number | null | undefined): boolean {
  return bits != null && (bits & SYN_ACK) === FLAG_BITS.syn;
}

/** Whether the sender answered an opening: SYN with ACK. */
export function isOpeningAnswer(bits: number | null | undefined): boolean {
  return bits != null && (bits & SYN_ACK) === SYN_ACK;
}
