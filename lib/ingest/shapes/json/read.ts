import { readLines } from "../io/lines";
import type { Run } from "../plan";
import type { Choice } from "../record/choose";
import { RecordSink } from "../record/sink";
import { isBlank } from "../record/tokens";
import { CUT_OFF, TOO_LONG } from "../text/careful";
import type { PrepareEvent } from "../types";
import { Extractor, jsonAfterHead, parse, type Taker, takerFor } from "./extract";
import { type Leaf, splitPath } from "./learn";
import { BrokenJson, JsonSplitter } from "./split";

/** What is known of a JSON file before it is read. */
export interface JsonPlan {
  readonly leaf: Leaf;
  /** The order of the lines in it; null for records by field. */
  readonly choice: Choice | null;
  readonly given?: readonly string[];
}

/** Reads one JSON value on each line. A broken line costs only itself. */
export async function* readJsonLines(run: Run, plan: JsonPlan): AsyncGenerator<PrepareEvent> {
  const { outbox, limits, state } = run;
  const taker = makeTaker(run, plan);
  const extractor = new Extractor(plan.leaf, taker, limits, plan.given);
  for await (const batch of readLines(run.source, limits.jsonBytes)) {
    for (const { line, text } of batch.tooLong) outbox.unparsed(line, text, TOO_LONG);
    for (let i = 0; i < batch.lines.length; i += 1) {
      const text = batch.lines[i] ?? "";
      if (isBlank(text)) continue;
      const line = batch.first + i;
      const value = parse(text) ?? parse(jsonAfterHead(text) ?? "");
      if (value !== undefined) extractor.value(line, value);
      else if (batch.open && state.truncated) taker.bad(line, text, CUT_OFF);
      else if (!severalOnOneLine(text, line, extractor, limits)) taker.bad(line, text, "the JSON is broken");
    }
    yield* outbox.take();
  }
}

/** Documents after each other on one line, as Firehose delivers them. @returns false when the line is broken */
function severalOnOneLine(text: string, line: number, extractor: Extractor, limits: Run["limits"]): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  const values: unknown[] = [];
  const splitter = new JsonSplitter([], limits, (element) => values.push(parse(element)));
  try {
    splitter.feed(Buffer.from(text));
  } catch (error) {
    if (error instanceof BrokenJson) return false;
    throw error;
  }
  if (!splitter.end() || values.length < 2 || values.includes(undefined)) return false;
  for (const value of values) extractor.value(line, value);
  return true;
}

/** Reads JSON documents of any size and layout, one element at a time. Lines are counted by elements. */
export async function* readJsonStream(run: Run, plan: JsonPlan): AsyncGenerator<PrepareEvent> {
  const { outbox, limits, state } = run;
  const taker = makeTaker(run, plan);
  const extractor = new Extractor(plan.leaf, taker, limits, plan.given);
  const { outer, inner } = splitPath(plan.leaf.path);
  let count = 0;
  const splitter = new JsonSplitter(outer, limits, (element) => {
    count += 1;
    const value = parse(element);
    if (value === undefined) taker.bad(count, element, "the JSON is broken");
    else if (outer.length === 0) extractor.value(count, value);
    else extractor.element(plan.leaf, inner, count, value);
  });
  try {
    for await (const part of run.source) {
      splitter.feed(part);
      yield* outbox.take();
    }
    if (!splitter.end()) state.truncated ??= "The JSON is cut off; what came before the cut was read.";
  } catch (error) {
    if (!(error instanceof BrokenJson)) throw error;
    state.truncated ??= `The JSON is broken at byte ${error.offset}; what came before it was read.`;
  }
}

function makeTaker(run: Run, plan: JsonPlan): Taker {
  const { outbox } = run;
  const sink = plan.choice ? new RecordSink(outbox, plan.choice) : null;
  const bad = (line: number, text: string, reason: string) =>
    sink ? sink.bad(line, text, reason) : outbox.unparsed(line, text, reason);
  const put = (line: number, fields: readonly string[], text: string) => {
    if (sink) sink.bad(line, text, "a record by field among log lines");
    else {
      outbox.writer.setFields(fields);
      outbox.writer.put(line, text);
    }
  };
  return takerFor(sink, put, bad);
}
