/**
 * Shapes: tells from a file's content what kind of export it is, and takes the flow-log lines out of it.
 * What is understood and how it is told is written down in docs/formats.md.
 */
import { ChunkFolder } from "./io/chunks";
import { Outbox } from "./io/outbox";
import { openBytes, peekFile } from "./io/source";
import { newState } from "./io/state";
import { DEFAULT_LIMITS, type Limits } from "./limits";
import { openText } from "./open";
import { recognise } from "./recognise";
import { isGzip, isParquet, refuseBinary } from "./refuse/magic";
import { type PrepareEvent, type PrepareInput, type PrepareOptions, ShapeError } from "./types";

export type { Limits } from "./limits";
export * from "./types";

const CHUNK_BYTES = 96 * 2 ** 20;

/**
 * Reads one file: says what it is, then gives its records as chunk files of flow-log lines, and the lines that are
 * none. Memory is bounded whatever the file's size; the limits hold while it streams.
 * @throws ShapeError when the file is no flow log, or needs a format, or is over a limit
 */
export async function* prepare(input: PrepareInput, options: PrepareOptions): AsyncGenerator<PrepareEvent> {
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { head, tail, size } = await peekFile(input.path, 4096);
  if (size === 0) throw new ShapeError("empty", "The file is empty.");
  if (isParquet(head)) {
    yield* preparePacked(input, tail, size);
    return;
  }
  refuseBinary(head);
  const state = newState();
  const { spoolDir, chunkPrefix = "", chunkBytes = CHUNK_BYTES } = options;
  const folder = new ChunkFolder(`${spoolDir}/${chunkPrefix}`, chunkBytes, () => state.bytesRead);
  const outbox = new Outbox(folder, state);
  const raw = openBytes(input.path, isGzip(head), state, limits, options.signal);
  try {
    const { sample, source } = await openText(raw, isGzip(head), state, limits, input.format, options.careful ?? false);
    try {
      const plan = recognise(sample);
      const { shape, label, fields, formatSource } = plan;
      yield { type: "recognised", shape: isGzip(head) ? `${shape}-gzip` : shape, label, fields, formatSource };
      yield* plan.run({ source, outbox, state, limits });
    } finally {
      await source.return(undefined);
    }
    yield* outbox.finish();
    yield { type: "end", truncated: state.truncated, passedOver: state.passedOver };
  } finally {
    outbox.discard();
    await raw.return(undefined);
  }
}

/** A Parquet file is whole when its magic stands at both ends; the engine reads the rest. */
function* preparePacked(input: PrepareInput, tail: Buffer, size: number): Generator<PrepareEvent> {
  if (size < 12 || tail.toString("latin1", 4, 8) !== "PAR1") {
    throw new ShapeError(
      "truncated",
      "This Parquet file is cut off: its footer is missing, so nothing of it can be read.",
    );
  }
  yield { type: "recognised", shape: "parquet", label: "a Parquet file", fields: null, formatSource: null };
  yield { type: "parquet", path: input.path, columns: [] };
  yield { type: "progress", bytesRead: size };
  yield { type: "end", truncated: null, passedOver: null };
}
