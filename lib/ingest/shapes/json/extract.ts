import type { Limits } from "../limits";
import { TIME_WORD } from "../record/choose";
import { fieldOfName, isTimeName } from "../record/names";
import type { RecordSink } from "../record/sink";
import { startOf } from "../record/table";
import { valueWriter } from "../record/values";
import { flattened } from "./ecs";
import { type Leaf, learnLeaf } from "./learn";
import { follow, isObject, type Members, type Path } from "./path";
import { decodePayload } from "./payload";
import { cellsOf } from "./rows";
import { BrokenJson, JsonSplitter } from "./split";

/** What a CloudWatch Logs subscription sends to see whether its target is there. */
const CONTROL = "CWL CONTROL MESSAGE";
const NO_RECORD = "the JSON holds no flow-log record";
const MOST_LEAVES = 8;

/** Receives what is found in JSON values. */
export interface Taker {
  message(line: number, text: string): void;
  fields(line: number, members: Members): void;
  bad(line: number, text: string, reason: string): void;
}

/**
 * Gets records out of values, from where they were learnt to be. A value that has none there is looked into anew:
 * a file may mix several kinds.
 */
export class Extractor {
  private readonly leaves: Leaf[];

  constructor(
    leaf: Leaf,
    private readonly taker: Taker,
    private readonly limits: Limits,
    private readonly given?: readonly string[],
  ) {
    this.leaves = [leaf];
  }

  /** Takes a whole value. */
  value(line: number, value: unknown): void {
    if (isIgnored(value)) return;
    for (const leaf of this.leaves) if (this.at(leaf, leaf.path, line, value)) return;
    const other = this.leaves.length < MOST_LEAVES ? learnLeaf([value], this.limits, this.given) : null;
    if (other) {
      this.leaves.push(other);
      this.at(other, other.path, line, value);
    } else this.taker.bad(line, textOf(value), NO_RECORD);
  }

  /** Takes an element of a document, when `inner` leads from it to the record. */
  element(leaf: Leaf, inner: Path, line: number, value: unknown): void {
    if (!this.at(leaf, inner, line, value)) {
      const other = learnLeaf([value], this.limits, this.given);
      if (!other || !this.at(other, other.path, line, value)) {
        this.taker.bad(line, textOf(value), NO_RECORD);
      }
    }
  }

  /** @returns false when the path leads to nothing in this value */
  private at(leaf: Leaf, path: Path, line: number, value: unknown): boolean {
    let found = false;
    let missed = 0;
    follow(value, path, (one) => {
      if (leaf.kind === "cells" ? cellsOf(one) : leaf.kind === "fields" ? isObject(one) : typeof one === "string") {
        found = true;
        this.one(leaf, line, one);
      } else missed += 1;
    });
    if (found) for (let i = 0; i < missed; i += 1) this.taker.bad(line, "", "an event without a log line");
    return found || (missed === 0 && path.length > 0);
  }

  private one(leaf: Leaf, line: number, value: unknown): void {
    if (leaf.kind === "cells") this.cells(leaf.names, line, cellsOf(value) ?? []);
    else if (leaf.kind === "fields") this.taker.fields(line, value as Members);
    else if (leaf.kind === "payload") this.payload(leaf.inner, line, String(value));
    else if (!String(value).startsWith(CONTROL)) this.taker.message(line, String(value));
  }

  /** A row that names the columns, as the first row of a page does, is none of the records. */
  private cells(names: readonly string[], line: number, cells: readonly unknown[]): void {
    if (names.every((name, i) => name === cells[i])) return;
    if (cells.length > names.length)
      this.taker.bad(line, textOf(cells), `it has ${cells.length} columns instead of ${names.length}`);
    else this.taker.fields(line, Object.fromEntries(names.map((name, i) => [name, cells[i]])));
  }

  private payload(inner: Leaf | null, line: number, text: string): void {
    const decoded = decodePayload(text, this.limits);
    if ("reason" in decoded) this.taker.bad(line, text, decoded.reason);
    else if (/^\s*[{[]/.test(decoded.text)) this.documents(inner, line, decoded.text);
    else this.taker.message(line, decoded.text);
  }

  /** Takes the documents that a payload holds, one or several after each other. */
  private documents(inner: Leaf | null, line: number, text: string): void {
    const extractor = inner ? new Extractor(inner, this.taker, this.limits, this.given) : null;
    const splitter = new JsonSplitter([], this.limits, (element) => {
      const value = parse(element);
      if (value === undefined) this.taker.bad(line, element, "the JSON is broken");
      else if (extractor) extractor.value(line, value);
      else this.taker.bad(line, element, NO_RECORD);
    });
    try {
      splitter.feed(Buffer.from(text));
      if (!splitter.end()) this.taker.bad(line, text, "the JSON is cut off");
    } catch (error) {
      if (!(error instanceof BrokenJson)) throw error;
      this.taker.bad(line, text, "the JSON is broken");
    }
  }
}

/** A value as text, for showing. Nesting too deep to print gives nothing. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}

const HEAD = /^(?:\S+\s+){1,8}(?=\{)/;

/** The object at the end of a line that has a time, and perhaps a host or a stream's name, in front; null without. */
export function jsonAfterHead(line: string): string | null {
  const head = line.includes("{") ? HEAD.exec(line.slice(0, 500))?.[0] : undefined;
  return head?.split(/\s+/).some((word) => TIME_WORD.test(word)) ? line.slice(head.length) : null;
}

const STRING_OR_LARGE = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** A JSON text's value, in which whole numbers too large to be exact are strings; undefined when it is broken. */
export function parse(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    if (!/[\s:,[]\d{16,}\s*[,}\]]/.test(text)) return value;
    return JSON.parse(text.replace(STRING_OR_LARGE, (one) => (one.startsWith('"') ? one : `"${one}"`))) as unknown;
  } catch {
    return undefined;
  }
}

const BULK_ACTIONS = new Set(["index", "create", "update", "delete"]);

/** Control messages, the action lines of an Elasticsearch bulk file, and documents whose list of events is empty. */
function isIgnored(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (value.messageType === "CONTROL_MESSAGE") return true;
  const keys = Object.keys(value);
  const [only = ""] = keys;
  if (keys.length === 1 && BULK_ACTIONS.has(only)) return isObject(value[only]);
  return [value.events, value.logEvents, value.Records, value.records].some(
    (list) => Array.isArray(list) && list.length === 0,
  );
}

/** Writes objects with field names as keys to chunks; the order is that in which the fields turn up. */
export class FieldTaker {
  private order: string[] = [];
  private readonly at = new Map<string, number>();
  private timed = false;
  private last = 0;

  constructor(private readonly put: (line: number, fields: readonly string[], text: string) => void) {}

  /** @returns false when the object holds no record */
  take(line: number, given: Members): boolean {
    const members = flattened(given);
    const keys = Object.keys(members);
    const values = new Array<string>(this.order.length).fill("-");
    let known = 0;
    let time: unknown;
    for (const key of keys) {
      const field = fieldOfName(key);
      if (!field) {
        if (isTimeName(key)) time ??= members[key];
        continue;
      }
      known += 1;
      const i = this.place(field.name);
      const text = valueWriter(field.name)(members[key]);
      if ((field.exact && text !== "-") || (values[i] ?? "-") === "-") values[i] = text;
    }
    if (known < 2) return false;
    if (time !== undefined && !this.at.has("start") && !this.at.has("end")) this.timed = true;
    if (this.timed && time !== undefined) {
      const i = this.place("start");
      if ((values[i] ?? "-") === "-") values[i] = startOf(time);
    }
    for (let i = 0; i < this.order.length; i += 1) values[i] ??= "-";
    this.last = Math.max(line, this.last + 1);
    this.put(this.last, this.order, values.join(" "));
    return true;
  }

  private place(name: string): number {
    const known = this.at.get(name);
    if (known !== undefined) return known;
    this.order = [...this.order, name];
    this.at.set(name, this.order.length - 1);
    return this.order.length - 1;
  }
}

/** Sends lines to the sink, and objects through a FieldTaker to the same chunks. */
export function takerFor(
  sink: RecordSink | null,
  put: (line: number, fields: readonly string[], text: string) => void,
  bad: (line: number, text: string, reason: string) => void,
): Taker {
  const objects = new FieldTaker(put);
  return {
    message: (line, text) => (sink ? sink.message(line, text) : bad(line, text, "a log line among records by field")),
    fields: (line, members) => {
      if (!objects.take(line, members)) bad(line, textOf(members), "the object names no fields of a record");
    },
    bad,
  };
}
