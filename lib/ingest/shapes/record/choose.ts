import { DEFAULT_FORMAT, KNOWN_FORMATS } from "@/lib/flow";
import { type FormatSource, type Proposal, ShapeError } from "../types";
import { isRecord, likeness } from "./fit";
import { tokensAreFlowLike } from "./flowlike";
import { guessFields } from "./guess";
import { readHeader, sameFields } from "./header";
import { tokensOf } from "./tokens";

/** The order of the values in a file's records, and where it comes from. */
export interface Choice {
  readonly fields: readonly string[];
  readonly source: Exclude<FormatSource, null>;
  /** How many leading words each line has before the record: a time, a stream name, a syslog head. */
  readonly prefix: number;
  /** The share of the lines that are records in this order. */
  readonly share: number;
  /**
   * Orders of other lengths that other lines are in: one log group can take the records of several flow logs. The
   * number of a line's values tells its order.
   */
  readonly also: readonly (readonly string[])[];
}

interface Candidate {
  readonly fields: readonly string[];
  readonly source: Exclude<FormatSource, null>;
  readonly prefix: number;
  records: number;
  likeness: number;
}

/** How like its fields a known order must be before it is taken without a header. */
const LIKE_ENOUGH = 0.85;
/** The same for the default order, which is so usual that odd values in it are likelier than another order. */
const DEFAULT_LIKE_ENOUGH = 0.5;
/** Words before a record: RFC 5424 allows any number of them in a syslog head, as structured data. */
const MOST_PREFIX = 24;

/**
 * Finds the order of a sample of lines: a header among them, else the given format when it fits any line, else the
 * one known format that fits.
 * @returns null when no line is a record in any of those orders.
 * @throws ShapeError "format_needed" when two known formats fit alike.
 */
export function chooseFormat(lines: readonly string[], given?: readonly string[]): Choice | null {
  const rows = lines.map(tokensOf).filter((tokens) => tokens.length > 0);
  const heads = lines.map(readHeader);
  const headAt = heads.findIndex((head) => head !== null);
  const head = heads[headAt];
  if (head) return chooseWithHeader(head, rows);
  if (given) {
    const [best] = candidatesFor(rows, [{ fields: given, source: "given" }]).sort(byRecords);
    if (best && best.records > 0) return toChoice(best, rows);
  }
  const [best, next] = knownCandidates(rows);
  if (!best) return null;
  if (
    next &&
    next.records === best.records &&
    next.likeness === best.likeness &&
    next.fields.length + next.prefix === best.fields.length + best.prefix &&
    !sameFields(best.fields, next.fields)
  ) {
    throw formatNeeded(best.fields, rows, best.prefix);
  }
  return toChoice(best, rows);
}

/** The known orders that fit, the best first. */
function knownCandidates(rows: readonly string[][]): Candidate[] {
  const known = KNOWN_FORMATS.map(({ fields }) => ({ fields, source: "inferred" as const }));
  return candidatesFor(rows, known)
    .filter((one) => one.likeness >= (sameFields(one.fields, DEFAULT_FORMAT) ? DEFAULT_LIKE_ENOUGH : LIKE_ENOUGH))
    .sort(byRecords);
}

/** Known orders of other lengths that at least one in fifty lines is in, and no fewer than two. */
function otherOrders(best: Candidate, rows: readonly string[][]): (readonly string[])[] {
  const length = best.fields.length + best.prefix;
  const orders = new Map<number, readonly string[]>();
  for (const one of knownCandidates(rows.filter((tokens) => tokens.length !== length))) {
    if (one.prefix !== best.prefix || one.records < Math.max(2, rows.length / 50)) continue;
    if (!orders.has(one.fields.length)) orders.set(one.fields.length, one.fields);
  }
  return [...orders.values()];
}

/** A header settles the order, even when no line fits it. */
function chooseWithHeader(head: readonly string[], rows: readonly string[][]): Choice {
  const orders = [{ fields: head, source: "header" as const }];
  const [best] = candidatesFor(rows, orders).sort(byRecords);
  return { fields: head, source: "header", prefix: best?.prefix ?? 0, share: 1, also: [] };
}

function candidatesFor(
  rows: readonly string[][],
  orders: readonly { fields: readonly string[]; source: Candidate["source"] }[],
): Candidate[] {
  const found: Candidate[] = [];
  for (const order of orders) {
    const byPrefix = new Map<number, Candidate>();
    for (const tokens of rows) {
      const prefix = tokens.length - order.fields.length;
      if (prefix < 0 || prefix > MOST_PREFIX || (prefix > 0 && !mayBePrefix(tokens, prefix))) continue;
      if (!isRecord(tokens, order.fields, prefix)) continue;
      const one = byPrefix.get(prefix) ?? { ...order, prefix, records: 0, likeness: 0 };
      one.likeness = (one.likeness * one.records + likeness(tokens, order.fields, prefix)) / (one.records + 1);
      one.records += 1;
      byPrefix.set(prefix, one);
    }
    found.push(...byPrefix.values());
  }
  return found;
}

/** Words before a record are a time, a host, a stream name; never a bare version or a stray value of the record. */
function mayBePrefix(tokens: readonly string[], prefix: number): boolean {
  return tokens.slice(0, prefix).some((token) => TIME_WORD.test(token));
}

/** A word that begins with a date or a time of day, or is a time in seconds or milliseconds. */
export const TIME_WORD = /^[[(<"']?(<\d+>)?(\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\d{10}\.\d+|\d{13}[,;:]?$)/;

const byRecords = (a: Candidate, b: Candidate): number =>
  b.records - a.records || b.likeness - a.likeness || a.prefix - b.prefix;

function toChoice(candidate: Candidate, rows: readonly string[][]): Choice {
  const { fields, source, prefix, records } = candidate;
  const isDefault = source === "inferred" && sameFields(fields, DEFAULT_FORMAT);
  const also = otherOrders(candidate, rows);
  const share = records / Math.max(1, rows.length);
  return { fields, source: isDefault ? "default" : source, prefix, share, also };
}

/** The error that asks for a format, with the best guess at it. */
export function formatNeeded(fields: readonly string[], rows: readonly string[][], prefix: number): ShapeError {
  const samples = rows.filter((tokens) => tokens.length - prefix === fields.length).slice(0, 5);
  const proposal: Proposal = { fields, lines: samples.map((tokens) => tokens.slice(prefix).join(" ")) };
  return new ShapeError(
    "format_needed",
    `These look like flow-log records of ${fields.length} fields in an order of their own; say which field each one is.`,
    proposal,
  );
}

/**
 * What to throw when lines look like records but no order fits: a request for the format, with the fields guessed
 * from the kinds of values. Null when too few lines look like records at all.
 */
export function askForFormat(lines: readonly string[]): ShapeError | null {
  const rows = lines.map(tokensOf).filter((tokens) => tokens.length > 0);
  const prefix = commonTimePrefix(rows);
  const like = rows.filter((tokens) => tokensAreFlowLike(tokens.slice(prefix)));
  if (like.length === 0 || like.length < rows.length * 0.1) return null;
  const lengths = new Map<number, number>();
  for (const tokens of like) lengths.set(tokens.length, (lengths.get(tokens.length) ?? 0) + 1);
  const [usual = 0] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? [];
  const same = like.filter((tokens) => tokens.length === usual).map((tokens) => tokens.slice(prefix));
  return formatNeeded(guessFields(same), same, 0);
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const STREAM = /^((eni|tgw)-[\w-]+-(all|accept|reject)|tgw-attach-\S+)$/;

/** How many words before the record the reader must skip: a time, and the stream name that `aws logs tail` adds. */
export function commonTimePrefix(rows: readonly string[][]): number {
  const timed = rows.filter((tokens) => ISO.test(tokens[0] ?? ""));
  if (timed.length < rows.length * 0.5) return 0;
  return timed.filter((tokens) => STREAM.test(tokens[1] ?? "")).length >= timed.length * 0.5 ? 2 : 1;
}
