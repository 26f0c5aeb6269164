import { readLines } from "../io/lines";
import type { Plan, Run, Sample } from "../plan";
import { askForFormat, type Choice, chooseFormat } from "../record/choose";
import { isRecord } from "../record/fit";
import { isFlowLike } from "../record/flowlike";
import { RecordSink } from "../record/sink";
import { isBlank, tokensOf } from "../record/tokens";
import { type PrepareEvent, ShapeError } from "../types";
import { CUT_OFF, TOO_LONG } from "./careful";

/** Gets the message out of a line of CLI output: undefined for a line that is none, null for one to skip. */
type Cut = (line: string) => string | null | undefined;

interface Layout {
  readonly shape: string;
  readonly label: string;
  readonly cut: Cut;
}

/**
 * Recognises the AWS CLI's `--output text`, `table` and `yaml` of get-log-events and filter-log-events.
 * @throws ShapeError "format_needed" when the order of the records cannot be told
 */
export function recogniseCli(sample: Sample): Plan | null {
  const { lines } = sample;
  const layout = textLayout(sample) ?? tableLayout(sample) ?? yamlLayout(lines);
  if (!layout) return null;
  const messages = lines.map(layout.cut).filter((text) => typeof text === "string" && text !== "") as string[];
  const choice = chooseFormat(messages, sample.given);
  if (!choice) {
    throw (
      askForFormat(messages) ??
      new ShapeError("not_flow_log", "This is AWS CLI output of log events, but they are no flow-log records.")
    );
  }
  return {
    shape: layout.shape,
    label: layout.label,
    fields: choice.fields,
    formatSource: choice.source,
    run: (run) => readCut(run, layout.cut, choice),
  };
}

const EVENT = /^EVENTS\t/;
const CLI_NOISE = /^(SEARCHEDLOGSTREAMS|NEXTTOKEN)\b|^([bf]\/\d+\/?\S*\s*)+$|^None$/;

/** `EVENTS<tab>ingestion time<tab>message<tab>time`: the columns are in the order of the keys' names. */
function textLayout(sample: Sample): Layout | null {
  const events = sample.lines.filter((line) => EVENT.test(line));
  if (events.length === 0 || events.length < sample.lines.length * 0.3) return null;
  const hits = new Map<number, number>();
  for (const line of events) {
    line.split("\t").forEach((cell, i) => {
      if (isMessage(cell, sample.given)) hits.set(i, (hits.get(i) ?? 0) + 1);
    });
  }
  const [found] = [...hits].sort((a, b) => b[1] - a[1]);
  const width = usual(events.map((line) => line.split("\t").length));
  const column = found?.[0] ?? (width === 6 ? 4 : 2);
  const after = Math.max(0, width - column - 1);
  return {
    shape: "awscli-text",
    label: "AWS CLI output of log events (--output text)",
    cut: (line) => {
      if (!EVENT.test(line)) return CLI_NOISE.test(line) ? null : undefined;
      const cells = line.split("\t");
      return cells.slice(column, Math.max(column + 1, cells.length - after)).join("\t");
    },
  };
}

/** A table drawn with bars and dashes: the message is the cell that looks like one. */
function tableLayout(sample: Sample): Layout | null {
  const { lines } = sample;
  const drawn = lines.filter((line) => /^[|+-]/.test(line)).length;
  if (drawn < lines.length * 0.8) return null;
  const cells = lines.filter((line) => line.startsWith("|")).map((line) => line.split("|"));
  const hits = new Map<number, number>();
  for (const row of cells) {
    row.forEach((cell, i) => {
      if (isMessage(cell, sample.given)) hits.set(i, (hits.get(i) ?? 0) + 1);
    });
  }
  const [found] = [...hits].sort((a, b) => b[1] - a[1]);
  if (!found) return null;
  const [column] = found;
  const width = usual(cells.filter((row) => isMessage(row[column] ?? "", sample.given)).map((row) => row.length));
  return {
    shape: "awscli-table",
    label: "AWS CLI output of log events (--output table)",
    cut: (line) => {
      if (!line.startsWith("|")) return null;
      const row = line.split("|");
      if (row.length !== width) return null;
      const cell = row[column]?.trim() ?? "";
      return cell === "message" || cell === "" || /^[-+]{2,}$/.test(cell) ? null : cell;
    },
  };
}

const YAML_MESSAGE = /^\s*(?:-\s+)?message:\s+(.*?)\s*$/;

/** `message: 2 …` in YAML, plain or quoted. */
function yamlLayout(lines: readonly string[]): Layout | null {
  const keys = lines.filter((line) => /^\s*(?:-\s+)?[A-Za-z]+:(\s|$)/.test(line)).length;
  if (keys < lines.length * 0.5 || !lines.some((line) => YAML_MESSAGE.test(line))) return null;
  return {
    shape: "awscli-yaml",
    label: "AWS CLI output of log events (--output yaml)",
    cut: (line) => {
      const text = YAML_MESSAGE.exec(line)?.[1]?.trim();
      return text === undefined ? null : text.replace(/^(['"])(.*)\1$/, "$2");
    },
  };
}

async function* readCut(run: Run, cut: Cut, choice: Choice): AsyncGenerator<PrepareEvent> {
  const sink = new RecordSink(run.outbox, choice);
  for await (const batch of readLines(run.source, run.limits.lineBytes)) {
    for (const { line, text } of batch.tooLong) run.outbox.unparsed(line, text, TOO_LONG);
    for (let i = 0; i < batch.lines.length; i += 1) {
      const line = batch.lines[i] ?? "";
      if (isBlank(line)) continue;
      const text = cut(line);
      if (text === null) continue;
      if (text === undefined) sink.bad(batch.first + i, line, "this line of the CLI's output holds no event");
      else if (batch.open && run.state.truncated) sink.bad(batch.first + i, line, CUT_OFF);
      else sink.message(batch.first + i, text);
    }
    yield* run.outbox.take();
  }
}

const isMessage = (cell: string, given?: readonly string[]): boolean =>
  isFlowLike(cell.trim()) || (given !== undefined && cell.trim() !== "" && isRecord(tokensOf(cell), given));

function usual(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  return [...seen].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
