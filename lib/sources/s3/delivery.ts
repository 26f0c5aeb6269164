import type { IntakeItemResult } from "../intake";
import type { Delivery } from "../reader";
import type { FailedSpan, SourceFormat, SourceProgress, TimeSpan } from "../source";
import { union } from "../spans";
import { type Attempt, awsSentence } from "./errors";
import type { Fetched } from "./fetch";
import { parseFlowLogFile } from "./keys";
import { isCalledFlowLog, periodOf, type S3Object } from "./object";
import { type ObjectRow, rowWithout } from "./objects";

/** Failed spans and field orders shown with a source. */
const SHOWN = 100;
const FORMATS = 20;

/** Objects that were set aside, by key, the newest word on each. */
export type SetAside = ReadonlyMap<string, FailedSpan>;

/** Does this row stand for something that is missing from the store? */
const isMissing = (row: ObjectRow): boolean =>
  row.state === "failed" || row.state === "refused" || (row.state === "read" && row.reason !== "");

/** What was set aside, once these rows are true. */
export function setAsideAfter(before: SetAside, rows: readonly ObjectRow[]): SetAside {
  const after = new Map(before);
  for (const row of rows) {
    if (isMissing(row)) after.set(row.key, { ...periodOf(row.key, row.at), reason: `${row.key}: ${row.reason}` });
    else after.delete(row.key);
  }
  return after;
}

/** Set-aside objects as the source shows them: the newest, and not all of them. */
export const shownFailures = (setAside: SetAside): FailedSpan[] =>
  [...setAside.values()].sort((a, b) => b.from - a.from).slice(0, SHOWN);

/** What became of an object that was given to the store. */
function rowOf(object: S3Object, result: IntakeItemResult | undefined): ObjectRow {
  if (!result) return rowWithout(object, "failed", "The store did not answer for it.");
  const { unit, flows, nodata, skipdata, unparsed, error } = result;
  const row = { ...rowWithout(object, "read", ""), unit, flows, nodata, skipdata, unparsed };
  if (!error) return row;
  if (error.code === "truncated" && flows + nodata + skipdata > 0) return { ...row, reason: error.message };
  // Every record was read: nothing of the object is missing.
  if (error.code === "passed_over") return row;
  // The store's fault, not the object's.
  if (error.code === "failed") return rowWithout(object, "failed", error.message);
  return rowWithout(object, isCalledFlowLog(object.key) ? "refused" : "skipped", error.message);
}

/** Rows of what could not be had. */
function rowsWithout(fetched: readonly Fetched[], attempt: Attempt): ObjectRow[] {
  return fetched.flatMap((one) => {
    if ("path" in one) return [];
    const state = one.kind === "gone" ? "gone" : "failed";
    return [rowWithout(one.object, state, awsSentence(one.error, attempt))];
  });
}

/** Field orders, with those of new objects. */
function formatsAfter(
  before: readonly SourceFormat[],
  objects: readonly S3Object[],
  results: readonly IntakeItemResult[],
): readonly SourceFormat[] {
  const known = new Map(before.map((format) => [`${format.flowLogId} ${format.fields.join(" ")}`, format]));
  for (const [index, { fields }] of results.entries()) {
    if (!fields || known.size >= FORMATS) continue;
    const flowLogId = parseFlowLogFile(objects[index]?.key ?? "")?.flowLogId ?? null;
    const key = `${flowLogId} ${fields.join(" ")}`;
    if (!known.has(key)) known.set(key, { fields, origin: "header", flowLogId });
  }
  return known.size === before.length ? before : [...known.values()];
}

/** What a delivery is made of. */
export interface DeliveryParts {
  readonly fetched: readonly Fetched[];
  /** Objects that need no reading. */
  readonly skipped: readonly ObjectRow[];
  /** What is set aside when the delivery's turn has come. */
  readonly setAside: () => SetAside;
  /** What is read to its end once this is delivered. */
  readonly read: TimeSpan | null;
  /** The call that gets objects, for sentences. */
  readonly attempt: Attempt;
  readonly write: (batch: number, rows: readonly ObjectRow[]) => Promise<void>;
}

/**
 * Makes a delivery of downloaded objects.
 * @returns null when there is nothing to say; `rows` gives what became of each object, once it is delivered.
 */
export function deliveryOf(parts: DeliveryParts): {
  delivery: Delivery;
  rows(results: readonly IntakeItemResult[]): ObjectRow[];
} {
  const here = parts.fetched.flatMap((one) => ("path" in one ? [one] : []));
  const objects = here.map(({ object }) => object);
  const rows = (results: readonly IntakeItemResult[]): ObjectRow[] => [
    ...objects.map((object, index) => rowOf(object, results[index])),
    ...rowsWithout(parts.fetched, parts.attempt),
    ...parts.skipped,
  ];
  const next = (progress: SourceProgress, results: readonly IntakeItemResult[]): SourceProgress => ({
    ...progress,
    read: parts.read ? union([...progress.read, parts.read]) : progress.read,
    failed: shownFailures(setAsideAfter(parts.setAside(), rows(results))),
    formats: formatsAfter(progress.formats, objects, results),
    bytes: progress.bytes + objects.reduce((sum, { size }) => sum + size, 0),
  });
  const items = here.map(({ object, path, unpacked }) =>
    unpacked
      ? { path, name: object.key, kind: "lines" as const, ...unpacked }
      : { path, name: object.key, kind: "file" as const },
  );
  return { delivery: { items, mark: (batch, results) => parts.write(batch, rows(results)), next }, rows };
}
