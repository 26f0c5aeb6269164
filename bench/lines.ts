import { DEFAULT_FORMAT } from "@/lib/flow";
import type { ByteWriter } from "./bytes";
import { hosts, outsiders, protocolOf, Seeded, servicePorts, zipfTable } from "./population";

/** Days that the generated log covers, from 2026-06-01 00:00 UTC. */
export const DAYS = 7;
export const FIRST_SECOND = Date.UTC(2026, 5, 1) / 1000;
export const LAST_SECOND = FIRST_SECOND + DAYS * 86_400;

/** The longest line that `writeLines` can write, with its end. */
export const LONGEST_LINE = 160;
export const HEADER = `${DEFAULT_FORMAT.join(" ")}\n`;

const SPACE = 32;
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const ACCEPTED = ascii(" ACCEPT OK\n");
const REJECTED = ascii(" REJECT OK\n");
const hostTable = zipfTable(hosts.length);
const outsideTable = zipfTable(outsiders.length);

/** Never happens: the tables hold indexes of these lists only. */
function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}.`);
  return item;
}

/**
 * Writes flow-log lines in the default format for one stretch of time, nearly in order of start. Three in four are
 * with an outside address, the others between two hosts; one in ten is refused; requests and answers alternate.
 * The same seed gives the same lines.
 * @param from first second of the stretch. @param seconds its length.
 */
export function writeLines(out: ByteWriter, count: number, from: number, seconds: number, seed: number): void {
  const random = new Seeded(seed);
  for (let i = 0; i < count; i++) {
    const dice = random.next();
    const host = at(hosts, hostTable[dice & 0xffff] as number);
    const peerSlot = random.next() & 0xffff;
    const peer =
      (dice >>> 30) % 4 === 3
        ? at(hosts, hostTable[peerSlot] as number).addressBytes
        : at(outsiders, outsideTable[peerSlot] as number);
    const rejected = (dice >>> 16) % 10 === 0;
    const port = servicePorts[random.below(servicePorts.length)] as number;
    const client = 32_768 + random.below(28_232);
    const serves = (dice & 0x1000_0000) !== 0;
    const inward = rejected || (dice & 0x2000_0000) !== 0;
    const packets = rejected ? 1 : 1 + random.below(1 << (1 + random.below(10)));
    const size = rejected ? 40 : 60 + random.below(1400);
    // A file's records begin up to five minutes before the file's own time, as in delivered logs.
    const start = Math.max(FIRST_SECOND, from + Math.floor((i * seconds) / count) - random.below(300));
    out.bytes(host.prefix);
    out.bytes(inward ? peer : host.addressBytes);
    out.byte(SPACE);
    out.bytes(inward ? host.addressBytes : peer);
    out.byte(SPACE);
    out.number(inward === serves ? client : port);
    out.byte(SPACE);
    out.number(inward === serves ? port : client);
    out.byte(SPACE);
    out.number(protocolOf(port));
    out.byte(SPACE);
    out.number(packets);
    out.byte(SPACE);
    out.number(packets * size);
    out.byte(SPACE);
    out.number(start);
    out.byte(SPACE);
    out.number(start + random.below(60));
    out.bytes(rejected ? REJECTED : ACCEPTED);
  }
}
