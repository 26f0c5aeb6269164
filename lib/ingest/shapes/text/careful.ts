import { readLines } from "../io/lines";
import type { Run } from "../plan";
import type { Choice } from "../record/choose";
import { isRecord } from "../record/fit";
import { isAction, isStatus } from "../record/kinds";
import { RecordSink } from "../record/sink";
import { tokensOf } from "../record/tokens";
import type { PrepareEvent } from "../types";

export const TOO_LONG = "the line is too long";
export const CUT_OFF = "the file is cut off in this line";

/** Reads flow-log text line by line, so that every header switches the order. */
export async function* carefulText(run: Run, choice: Choice): AsyncGenerator<PrepareEvent> {
  const sink = new RecordSink(run.outbox, choice);
  for await (const batch of readLines(run.source, run.limits.lineBytes)) {
    for (const { line, text } of batch.tooLong) run.outbox.unparsed(line, text, TOO_LONG);
    for (let i = 0; i < batch.lines.length; i += 1) {
      const line = batch.lines[i] ?? "";
      if (line === "") continue;
      if (batch.open && run.state.truncated && !isSurelyWhole(line, sink.order, choice.prefix)) {
        sink.bad(batch.first + i, line, CUT_OFF);
      } else sink.message(batch.first + i, line);
    }
    yield* run.outbox.take();
  }
}

/**
 * Is the last line of a cut file a whole record? Only when it ends in a word that is no beginning of another one:
 * a number could have lost its last digits.
 */
export function isSurelyWhole(line: string, fields: readonly string[], prefix = 0): boolean {
  const tokens = tokensOf(line);
  const last = tokens[tokens.length - 1] ?? "";
  return (isStatus(last) || isAction(last)) && isRecord(tokens, fields, prefix);
}
