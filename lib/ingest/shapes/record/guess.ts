import { isAction, isAddress, isEpoch, isStatus, looksLike } from "./kinds";

/** One column of values, without the absent ones. */
type Column = readonly string[];

const every = (column: Column, test: (token: string) => boolean) => column.length > 0 && column.every(test);
const numbers = (column: Column) => column.map(Number);
const average = (column: Column) => numbers(column).reduce((sum, n) => sum + n, 0) / Math.max(1, column.length);

/** Fields that the form of their values gives away, most telling first. A field twice in the list is tried twice. */
const BY_FORM = [
  "interface-id",
  "vpc-id",
  "subnet-id",
  "instance-id",
  "tgw-attachment-id",
  "tgw-id",
  "type",
  "region",
  "az-id",
  "flow-direction",
  "sublocation-type",
  "resource-type",
  "resource-id",
  "ecs-cluster-arn",
  "pkt-src-aws-service",
  "pkt-dst-aws-service",
] as const;

/** What a column of absent values only may be, in the order in which such fields are usual. */
const ABSENT = ["sublocation-type", "sublocation-id", "pkt-src-aws-service", "pkt-dst-aws-service", "instance-id"];

/**
 * Guesses which field each column is, from the kinds of its values. What cannot be told (which of two ports is the
 * source's) follows AWS's usual order; an unknown column is named `unknown-N`. A guess is for a person to confirm.
 * @param rows records of the same number of values
 */
export function guessFields(rows: readonly (readonly string[])[]): string[] {
  const width = rows[0]?.length ?? 0;
  const columns: Column[] = Array.from({ length: width }, (_, i) =>
    rows.map((tokens) => tokens[i] ?? "-").filter((token) => token !== "-"),
  );
  const guess: (string | undefined)[] = new Array(width).fill(undefined);
  const open = () => columns.map((_, i) => i).filter((i) => guess[i] === undefined);
  const set = (i: number | undefined, name: string) => {
    if (i !== undefined && guess[i] === undefined && !guess.includes(name)) guess[i] = name;
  };
  const where = (test: (token: string) => boolean) => open().filter((i) => every(columns[i] ?? [], test));

  set(where(isStatus)[0], "log-status");
  set(where(isAction)[0], "action");
  placeAddresses(rows, where(isAddress), set);
  const times = where(isEpoch).sort((a, b) => average(columns[a] ?? []) - average(columns[b] ?? []) || a - b);
  set(times[0], "start");
  set(times[times.length - 1], "end");
  set(where((token) => /^\d{12}$/.test(token) || token === "unknown")[0], "account-id");
  for (const name of BY_FORM) set(where((token) => looksLike(name, token))[0], name);
  placeNumbers(columns, where, set);
  for (const i of open()) {
    if (columns[i]?.length !== 0) continue;
    const name = ABSENT.find((one) => !guess.includes(one));
    if (name) guess[i] = name;
  }
  return guess.map((name, i) => name ?? `unknown-${i + 1}`);
}

type Place = (i: number | undefined, name: string) => void;

/** The first two addresses are the flow's; a further column is the packet's, of the side that it mostly agrees with. */
function placeAddresses(rows: readonly (readonly string[])[], at: readonly number[], set: Place): void {
  const agree = (a: number, b: number) => rows.filter((tokens) => tokens[a] === tokens[b]).length;
  const [source, target, ...packet] = at;
  if (source === undefined || target === undefined) return set(source, "srcaddr");
  const second = packet[0];
  if (packet.length === 2 && agree(source, target) > rows.length * 0.6 && second !== undefined) {
    set(source, "pkt-srcaddr");
    set(target, "srcaddr");
    set(second, agree(second, packet[1] ?? second) > 0 ? "dstaddr" : "pkt-dstaddr");
    return set(packet[1], "pkt-dstaddr");
  }
  set(source, "srcaddr");
  set(target, "dstaddr");
  for (const i of packet) {
    const bySource = agree(i, source) >= agree(i, target);
    set(i, bySource ? "pkt-srcaddr" : "pkt-dstaddr");
    set(i, bySource ? "pkt-dstaddr" : "pkt-srcaddr");
  }
}

/** Version, protocol, ports, flags, packets and bytes, by their ranges. */
function placeNumbers(
  columns: readonly Column[],
  where: (test: (token: string) => boolean) => number[],
  set: Place,
): void {
  const distinct = (i: number) => new Set(columns[i]).size;
  set(where((token) => /^([2-9]|10|11)$/.test(token)).find((i) => distinct(i) === 1), "version");
  set(where((token) => ["1", "6", "17", "58", "47", "50"].includes(token))[0], "protocol");
  const digits = (token: string) => /^\d+$/.test(token);
  const large = where(digits).sort((a, b) => average(columns[b] ?? []) - average(columns[a] ?? []));
  const ports = where((token) => digits(token) && Number(token) <= 65_535)
    .filter((i) => numbers(columns[i] ?? []).some((n) => n > 1024 && n <= 65_535) && distinct(i) > 1)
    .filter((i) => i !== large[0] || numbers(columns[i] ?? []).every((n) => n <= 65_535))
    .sort((a, b) => likePorts(columns[b] ?? []) - likePorts(columns[a] ?? []))
    .slice(0, 2)
    .sort((a, b) => a - b);
  set(ports[0], "srcport");
  set(ports[1], "dstport");
  const rest = where(digits).sort((a, b) => average(columns[b] ?? []) - average(columns[a] ?? []));
  set(rest[0], "bytes");
  set(where((token) => ["0", "1", "2", "3", "4", "5", "6", "7", "18", "19"].includes(token)).find((i) => i !== rest[1] || rest.length > 2), "tcp-flags");
  set(where(digits).sort((a, b) => average(columns[b] ?? []) - average(columns[a] ?? []))[0], "packets");
  set(where((token) => /^[1-8]$/.test(token))[0], "traffic-path");
}

/** The share of values that are well-known or ephemeral ports. */
function likePorts(column: Column): number {
  const usual = new Set([22, 25, 53, 80, 123, 443, 3306, 3389, 5432, 6379, 8080]);
  const hits = numbers(column).filter((n) => n === 0 || usual.has(n) || (n >= 1024 && n <= 65_535)).length;
  return hits / Math.max(1, column.length);
}
