import { isAction, isAddress, isEpoch, isStatus, looksLike } from "./kinds";

type Rows = readonly (readonly string[])[];

/** Fields that the form of their values gives away. Of two fields of one form, the first column is the first one's. */
const BY_FORM = [
  "interface-id",
  "vpc-id",
  "subnet-id",
  "instance-id",
  "tgw-attachment-id",
  "tgw-pair-attachment-id",
  "tgw-id",
  "type",
  "region",
  "az-id",
  "flow-direction",
  "sublocation-type",
  "resource-type",
  "resource-id",
  "pkt-src-aws-service",
  "pkt-dst-aws-service",
];

/** What columns without any value may be, in the order in which such fields are usual. */
const ABSENT = ["sublocation-type", "sublocation-id", "pkt-src-aws-service", "pkt-dst-aws-service", "instance-id"];

const PROTOCOLS = new Set(["1", "2", "4", "6", "17", "41", "47", "50", "58", "89", "132"]);
const USUAL_PORTS = new Set([0, 22, 25, 53, 80, 123, 443, 445, 3306, 3389, 5432, 6379, 8080, 8443]);

const isDigits = (token: string): boolean => /^\d+$/.test(token);

/**
 * Guesses which field each column is, from the kinds of its values. What cannot be told (which of two ports is the
 * source's) follows AWS's usual order; an unknown column is named `unknown-N`. A guess is for a person to confirm.
 * @param rows records of the same number of values
 */
export function guessFields(rows: Rows): string[] {
  const guess = new Guess(rows);
  guess.place("log-status", guess.columns(isStatus)[0]);
  guess.place("action", guess.columns(isAction)[0]);
  placeAddresses(guess);
  const times = guess.columns(isEpoch).sort((a, b) => guess.mean(a) - guess.mean(b) || a - b);
  guess.place("start", times[0]);
  guess.place("end", times[1]);
  guess.place("account-id", guess.columns((token) => /^\d{12}$/.test(token) || token === "unknown")[0]);
  for (const name of BY_FORM) guess.place(name, guess.columns((token) => looksLike(name, token))[0]);
  placeNumbers(guess);
  for (const column of guess.absent()) {
    guess.place(ABSENT.find((name) => !guess.has(name)) ?? "", column);
  }
  return guess.names();
}

/** Columns and the fields that they were found to be so far. */
class Guess {
  private readonly found: (string | undefined)[];
  private readonly values: readonly string[][];

  constructor(readonly rows: Rows) {
    const width = rows[0]?.length ?? 0;
    this.found = new Array<string | undefined>(width).fill(undefined);
    this.values = Array.from({ length: width }, (_, column) =>
      rows.map((tokens) => tokens[column] ?? "-").filter((token) => token !== "-"),
    );
  }

  /** Open columns that have values, nine in ten of which pass: a few lines may be broken. */
  columns(test: (token: string) => boolean): number[] {
    return this.open().filter((column) => {
      const values = this.of(column);
      return values.length > 0 && values.filter(test).length >= values.length * 0.9;
    });
  }

  absent(): number[] {
    return this.open().filter((column) => this.of(column).length === 0);
  }

  of(column: number): readonly string[] {
    return this.values[column] ?? [];
  }

  mean(column: number): number {
    const values = this.of(column).map(Number).filter(Number.isFinite);
    return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  }

  /** The share of rows in which two columns pass a test. */
  share(a: number, b: number, test: (a: string, b: string) => boolean): number {
    const both = this.rows.filter((tokens) => tokens[a] !== "-" && tokens[b] !== "-");
    return both.filter((tokens) => test(tokens[a] ?? "", tokens[b] ?? "")).length / Math.max(1, both.length);
  }

  place(name: string, column: number | undefined): void {
    if (column !== undefined && name !== "" && !this.has(name)) this.found[column] ??= name;
  }

  has(name: string): boolean {
    return this.found.includes(name);
  }

  names(): string[] {
    return this.found.map((name, column) => name ?? `unknown-${column + 1}`);
  }

  private open(): number[] {
    return [...this.found.keys()].filter((column) => this.found[column] === undefined);
  }
}

/**
 * Of two addresses the first is the source. Further ones are the packet's: each is paired with the one of the first
 * two that it mostly repeats, and the name without `pkt-` goes to the first column of a pair.
 */
function placeAddresses(guess: Guess): void {
  const all = guess.columns(isAddress);
  const [first, ...others] = all;
  if (first === undefined) return;
  if (others.length < 2) {
    guess.place("srcaddr", first);
    guess.place("dstaddr", others[0]);
    return;
  }
  const like = (a: number, b: number) => guess.share(a, b, (x, y) => x === y);
  const [twin] = [...others].sort((a, b) => like(first, b) - like(first, a) || a - b);
  const isTwin = twin !== undefined && like(first, twin) > 0.5;
  const rest = others.filter((column) => !(isTwin && column === twin));
  guess.place("srcaddr", first);
  guess.place("dstaddr", rest[0]);
  guess.place("pkt-srcaddr", isTwin ? twin : rest[1]);
  guess.place("pkt-dstaddr", isTwin ? rest[1] : rest[2]);
}

/** Version, protocol, ports, bytes and packets, flags and path, by their ranges and by each other. */
function placeNumbers(guess: Guess): void {
  const always = (column: number) => guess.of(column).length >= guess.rows.length * 0.95;
  const version = guess.columns((token) => /^([2-9]|10|11)$/.test(token));
  guess.place(
    "version",
    version.find((column) => always(column) && isConstant(guess.of(column))),
  );
  const protocols = guess.columns((token) => PROTOCOLS.has(token));
  guess.place(
    "protocol",
    protocols.find((column) => guess.of(column).some((token) => token === "6" || token === "17")),
  );
  const counts = bytesAndPackets(guess);
  guess.place("bytes", counts?.bytes);
  guess.place("packets", counts?.packets);
  const [source, target] = likelyPorts(guess);
  guess.place("srcport", source);
  guess.place("dstport", target);
  const path = guess.columns((token) => /^[1-8]$/.test(token));
  // Incoming flows have no path; flags are there on every flow.
  guess.place(
    "traffic-path",
    path.find((column) => guess.of(column).length < guess.rows.length * 0.8),
  );
  guess.place("tcp-flags", guess.columns((token) => isDigits(token) && Number(token) < 64)[0]);
}

const isConstant = (values: readonly string[]): boolean =>
  values.filter((value) => value === values[0]).length >= values.length * 0.95;

/** The largest numbers are bytes; packets go into them some 20 to 9,001 times, the sizes that a packet can have. */
function bytesAndPackets(guess: Guess): { bytes: number; packets: number } | null {
  const [bytes, ...others] = guess.columns(isDigits).sort((a, b) => guess.mean(b) - guess.mean(a));
  if (bytes === undefined) return null;
  const sized = (column: number) =>
    guess.share(bytes, column, (b, p) => Number(b) >= 20 * Number(p) && Number(b) <= 9001 * Number(p));
  const [packets] = others.sort((a, b) => sized(b) - sized(a) || guess.mean(b) - guess.mean(a));
  return packets !== undefined && sized(packets) > 0.5 ? { bytes, packets } : null;
}

/** The two columns that look most like ports: within range, and mostly well-known or ephemeral. */
function likelyPorts(guess: Guess): number[] {
  const share = (column: number) => {
    const values = guess.of(column).map(Number);
    return values.filter((port) => USUAL_PORTS.has(port) || port >= 1024).length / Math.max(1, values.length);
  };
  return guess
    .columns((token) => isDigits(token) && Number(token) <= 65_535)
    .filter((column) => guess.of(column).some((token) => Number(token) >= 22))
    .sort((a, b) => share(b) - share(a) || a - b)
    .slice(0, 2)
    .sort((a, b) => a - b);
}
