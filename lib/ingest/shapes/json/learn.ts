import type { Limits } from "../limits";
import { isRecord } from "../record/fit";
import { isFlowLike } from "../record/flowlike";
import { areRecordNames } from "../record/names";
import { tokensOf } from "../record/tokens";
import { flattened } from "./ecs";
import { EACH, FOLD, fold, isFoldable, isObject, type Path, printPath, type Step } from "./path";
import { decodePayload, mayBePayload } from "./payload";
import { headOf, tableIn } from "./rows";
import { parsePrefix } from "./tolerant";

/** Where in a JSON value the records are, and in which form. */
export type Leaf =
  | { readonly kind: "message"; readonly path: Path }
  | { readonly kind: "fields"; readonly path: Path }
  /** Rows of cells, whose columns have these names. */
  | { readonly kind: "cells"; readonly path: Path; readonly names: readonly string[] }
  /** Base64 text: of lines (`inner` null) or of JSON that holds records at `inner`. */
  | { readonly kind: "payload"; readonly path: Path; readonly inner: Leaf | null };

interface Found {
  readonly leaf: Leaf;
  hits: number;
}

const MOST_NODES = 100_000;
const MOST_PAYLOADS = 20;

/** Keys that hold the raw line, the most faithful first; they decide when several keys hold it equally often. */
const BEST_KEYS = ["original", "_raw", "@message", "message", "body", "log", "line"];

/**
 * Finds where values hold flow-log records: strings that are lines, base64 payloads with lines inside, or objects
 * whose keys are field names. Lines count before payloads, payloads before objects.
 * @returns null when there is none
 */
export function learnLeaf(values: readonly unknown[], limits: Limits, given?: readonly string[]): Leaf | null {
  const search = new Search(limits, given);
  for (const value of values) search.visit(value, [], 0);
  const lines = best(search.messages);
  const payload = best(search.payloads);
  const objects = best(search.objects);
  if (lines && lines.hits >= (objects?.hits ?? 0) * 0.3) return lines.leaf;
  const names = payload || objects || values.length < 2 ? null : headOf(values);
  if (names) return { kind: "cells", path: [], names };
  return (payload ?? objects ?? lines)?.leaf ?? null;
}

class Search {
  readonly messages = new Map<string, Found>();
  readonly payloads = new Map<string, Found>();
  readonly objects = new Map<string, Found>();
  private nodes = 0;
  private decoded = 0;

  constructor(
    private readonly limits: Limits,
    private readonly given?: readonly string[],
  ) {}

  visit(value: unknown, path: Path, level: number): void {
    this.nodes += 1;
    if (this.nodes > MOST_NODES || level > this.limits.jsonDepth) return;
    if (typeof value === "string") this.text(value, path);
    else if (isFoldable(value)) this.visit(fold(value), [...path, FOLD], level + 1);
    else if (Array.isArray(value)) {
      const names = headOf(value);
      if (names) this.rows(value, path, names);
      const cells = isRowOfCells(value, path);
      for (const [i, item] of value.entries()) this.visit(item, [...path, cells ? i : EACH], level + 1);
    } else if (isObject(value)) {
      if (areRecordNames(Object.keys(flattened(value)))) note(this.objects, { kind: "fields", path });
      const table = tableIn(value);
      if (table) this.rows(table.rows, [...path, table.key], table.names);
      for (const key of Object.keys(value)) this.visit(value[key], [...path, key], level + 1);
    }
  }

  private rows(rows: readonly unknown[], path: Path, names: readonly string[]): void {
    for (let i = 0; i < rows.length; i += 1) note(this.objects, { kind: "cells", path: [...path, EACH], names });
  }

  private text(value: string, path: Path): void {
    // What describe-flow-logs tells of a flow log is its header, but no record follows.
    if (/^log_?format$/i.test(String(path[path.length - 1]))) return;
    const line = value.length > 20_000 ? "" : value.trim();
    if (isLine(line, this.given)) {
      note(this.messages, { kind: "message", path });
      return;
    }
    if (this.decoded >= MOST_PAYLOADS || !mayBePayload(value)) return;
    this.decoded += 1;
    const inner = this.insidePayload(value);
    if (inner !== undefined) note(this.payloads, { kind: "payload", path, inner });
  }

  /** Undefined when the payload holds no records. */
  private insidePayload(value: string): Leaf | null | undefined {
    const decoded = decodePayload(value, this.limits);
    if ("reason" in decoded) return undefined;
    const start = decoded.text.slice(0, 2 ** 20);
    if (/^\s*[{[]/.test(start)) {
      const { values } = parsePrefix(start, this.limits.jsonDepth);
      return learnLeaf(values, this.limits, this.given) ?? undefined;
    }
    return start.split("\n", 20).some((line) => isLine(line.trim(), this.given)) ? null : undefined;
  }
}

/** One message may hold several lines; the first tells. */
function isLine(text: string, given?: readonly string[]): boolean {
  const line = text.includes("\n") ? text.slice(0, text.indexOf("\n")) : text;
  return isFlowLike(line) || (given !== undefined && line !== "" && isRecord(tokensOf(line), given));
}

/** `[time, line]` inside an array is a row of cells, of which one is the line; other arrays are lists. */
function isRowOfCells(value: readonly unknown[], path: Path): boolean {
  if (path[path.length - 1] !== EACH || value.length < 2 || value.length > 60) return false;
  if (!value.every((item) => typeof item !== "object" || item === null)) return false;
  return value.filter((item) => typeof item === "string" && isFlowLike(item)).length === 1;
}

function note(found: Map<string, Found>, leaf: Leaf): void {
  const key = JSON.stringify(leaf.path);
  const one = found.get(key) ?? { leaf, hits: 0 };
  one.hits += 1;
  found.set(key, one);
}

function best(found: Map<string, Found>): Found | null {
  const rank = (path: Path) => {
    const at = BEST_KEYS.indexOf(String(path[path.length - 1]));
    return at < 0 ? BEST_KEYS.length : at;
  };
  const sorted = [...found.values()].sort(
    (a, b) =>
      b.hits - a.hits ||
      rank(a.leaf.path) - rank(b.leaf.path) ||
      a.leaf.path.length - b.leaf.path.length ||
      printPath(a.leaf.path).localeCompare(printPath(b.leaf.path)),
  );
  return sorted[0] ?? null;
}

/** A path cut after its last array: what the elements of a document are, and where the leaf is in each. */
export function splitPath(path: Path): { outer: Path; inner: Path } {
  const isItem = (step: Step) => step === EACH;
  const at = path.findLastIndex(isItem);
  const early = path.indexOf(FOLD);
  // Arrays below a fold are inside one element.
  const cut = early >= 0 && at > early ? path.slice(0, early).findLastIndex(isItem) : at;
  return { outer: path.slice(0, cut + 1), inner: path.slice(cut + 1) };
}
