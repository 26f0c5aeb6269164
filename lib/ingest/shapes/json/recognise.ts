import { isMessageName } from "../csv/dialect";
import type { Plan, Sample } from "../plan";
import { askForFormat, type Choice, chooseFormat } from "../record/choose";
import { ShapeError } from "../types";
import { Extractor, FieldTaker, jsonAfterHead, parse } from "./extract";
import { type Leaf, learnLeaf } from "./learn";
import { nameJson } from "./name";
import { readJsonLines, readJsonStream } from "./read";
import { refuseJson, refuseKnownJson, refuseOtherClouds } from "./refuse";
import { parsePrefix } from "./tolerant";

const HEAD_CHARS = 2 ** 20;
const MOST_LINES = 500;

/**
 * Recognises JSON that holds flow-log records: one value on each line, one document, or several after each other;
 * as log lines at any key, as base64 payloads, or as objects with field names for keys.
 * @throws ShapeError "format_needed" when the order of the lines cannot be told
 */
export function recogniseJson(sample: Sample): Plan | null {
  const found = valuesOf(sample);
  if (!found) return null;
  const { values, isStream } = found;
  const leaf = learnLeaf(values, sample.limits, sample.given);
  const refusal = leaf ? (leaf.kind === "fields" ? refuseOtherClouds(values) : null) : refuseKnownJson(values);
  if (refusal) throw refusal;
  if (!leaf) return null;
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

/**
 * Says what JSON is that nothing recognised. Null when the text is no JSON after all: a broken line may begin like it.
 */
export function refuseIfJson(sample: Sample): ShapeError | null {
  const found = valuesOf(sample);
  const isJson = found?.values.some(
    (value) => typeof value === "object" && value !== null && Object.keys(value).length > 0,
  );
  // A list of which nothing could be read is empty only when nothing stands in it.
  const isEmptyList =
    found?.values.some((value) => Array.isArray(value) && value.length === 0) &&
    /^[\s\ufeff[\],]*$/.test(sample.bytes.toString("utf8", 0, 4096));
  return found && (isJson || isEmptyList) ? refuseJson(found.values, sample.complete) : null;
}

/** The values at the beginning of a JSON text, and whether they are to be read as a stream rather than by lines. */
function valuesOf(sample: Sample): { values: readonly unknown[]; isStream: boolean } | null {
  const text = sample.bytes.toString("utf8", 0, HEAD_CHARS);
  const lines = jsonLines(text, sample.complete && sample.bytes.length <= HEAD_CHARS);
  if (lines) return { values: lines, isStream: false };
  if (!/^[\s\ufeff]*[{[]/.test(text)) return null;
  return { values: parsePrefix(text, sample.limits.jsonDepth).values, isStream: true };
}

/** The values of a text with one on each line; null when it is not laid out like that. */
function jsonLines(text: string, complete: boolean): unknown[] | null {
  const lines = text.split("\n", MOST_LINES + 1);
  if (!complete || lines.length > MOST_LINES) lines.pop();
  const full = lines.map((line) => line.trim()).filter((line) => line !== "");
  const values = full
    .map((line) => line.replace(/^\ufeff/, ""))
    .map((line) => (/^[{["]/.test(line) ? line : jsonAfterHead(line)))
    // A broken text is dear: no line of a plain log is tried.
    .map((text) => (text === null ? undefined : parse(text)))
    .filter((value) => typeof value === "string" || (typeof value === "object" && value !== null));
  // A CSV of one quoted column: its first line is the column's name.
  if (values.every((value) => typeof value === "string") && isMessageName((full[0] ?? "").replaceAll('"', "")))
    return null;
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
