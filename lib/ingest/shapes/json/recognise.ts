import { isMessageName } from "../csv/dialect";
import type { Plan, Sample } from "../plan";
import { askForFormat, type Choice, chooseFormat } from "../record/choose";
import { ShapeError } from "../types";
import { Extractor, FieldTaker, parse } from "./extract";
import { type Leaf, learnLeaf } from "./learn";
import { nameJson } from "./name";
import { isObject } from "./path";
import { readJsonLines, readJsonStream } from "./read";
import { refuseJson } from "./refuse";
import { parsePrefix } from "./tolerant";

const HEAD_CHARS = 2 ** 20;
const MOST_LINES = 500;

/**
 * Recognises JSON that holds flow-log records: one value on each line, one document, or several after each other;
 * as log lines at any key, as base64 payloads, or as objects with field names for keys.
 * @throws ShapeError for JSON of another kind, and "format_needed" when the order of the lines cannot be told
 */
export function recogniseJson(sample: Sample): Plan | null {
  const text = sample.bytes.toString("utf8", 0, HEAD_CHARS);
  const lines = jsonLines(text, sample.complete && sample.bytes.length <= HEAD_CHARS);
  const isStream = lines === null;
  if (isStream && !/^[\s\ufeff]*[{[]/.test(text)) return null;
  const values = lines ?? parsePrefix(text, sample.limits.jsonDepth).values;
  const leaf = learnLeaf(values, sample.limits, sample.given);
  if (!leaf) {
    const refusal = refuseJson(values, sample.complete);
    if (refusal && looksLikeJson(text, values)) throw refusal;
    return null;
  }
  const { messages, fields } = look(leaf, values, sample);
  const choice = messages.length > 0 ? choose(messages, sample.given) : null;
  const plan = { leaf, choice, given: sample.given };
  return {
    ...nameJson(leaf, values),
    fields: choice ? choice.fields : fields,
    formatSource: choice ? choice.source : null,
    run: (run) => (isStream ? readJsonStream(run, plan) : readJsonLines(run, plan)),
  };
}

/** The values of a text with one on each line; null when it is not laid out like that. */
function jsonLines(text: string, complete: boolean): unknown[] | null {
  const lines = text.split("\n", MOST_LINES + 1);
  if (!complete || lines.length > MOST_LINES) lines.pop();
  const full = lines.map((line) => line.trim()).filter((line) => line !== "");
  const values = full
    .filter((line) => /^\ufeff?[{["]/.test(line))
    .map((line) => parse(line.replace(/^\ufeff/, "")))
    .filter((value) => typeof value === "string" || (typeof value === "object" && value !== null));
  // A quoted column name on the first line: a CSV of one column.
  if (typeof values[0] === "string" && isMessageName(values[0])) return null;
  return values.length > 0 && values.length >= full.length * 0.5 ? values : null;
}

/** The lines, or else the fields, that the sample holds. */
function look(
  leaf: Leaf,
  values: readonly unknown[],
  sample: Sample,
): { messages: string[]; fields: readonly string[] } {
  const messages: string[] = [];
  let fields: readonly string[] = [];
  const objects = new FieldTaker((_line, order) => {
    fields = order;
  });
  const taker = {
    message: (_line: number, text: string) => {
      if (messages.length < 2000) messages.push(...text.split(/[\r\n]+/, 2000).filter((line) => line.trim() !== ""));
    },
    fields: (line: number, members: Record<string, unknown>) => void objects.take(line, members),
    bad: () => undefined,
  };
  const extractor = new Extractor(leaf, taker, sample.limits, sample.given);
  for (const value of values) extractor.value(1, value);
  return { messages, fields };
}

function choose(messages: readonly string[], given?: readonly string[]): Choice {
  const choice = chooseFormat(messages, given);
  if (choice && choice.share >= 0.1) return choice;
  throw (
    askForFormat(messages) ??
    new ShapeError("not_flow_log", "This is JSON with log lines, but hardly any of them is a flow-log record.")
  );
}

/** A broken line of text may begin with a bracket; JSON has at least one object with keys, or is a list. */
const looksLikeJson = (text: string, values: readonly unknown[]): boolean =>
  values.some((value) => (isObject(value) ? Object.keys(value).length > 0 : Array.isArray(value))) &&
  /^[\s\ufeff]*([{]\s*["}]|\[\s*([[{"\]\d-]|true|false|null))/.test(text);
