import { detectEncoding, endsLinesWithCr, replaceByte, skipBytes, toUtf8 } from "./io/encoding";
import { readHead } from "./io/head";
import { rewriteLines } from "./io/rewrite";
import type { ReadState } from "./io/state";
import type { Limits } from "./limits";
import type { Sample } from "./plan";
import { isRecord } from "./record/fit";
import { isFlowLike } from "./record/flowlike";
import { isBlank, tokensOf } from "./record/tokens";
import { isGzip, isParquet, refuseBinary } from "./refuse/magic";
import { undress } from "./text/dress";
import { sampleLines } from "./text/sample";
import { ShapeError } from "./types";

const CR = 13;
const LF = 10;
const TAB = 9;

/**
 * Makes UTF-8 text with line feeds of a byte stream, and looks at its beginning.
 * @throws ShapeError for binary content, gzip inside gzip, and content that is empty
 */
export async function openText(
  raw: AsyncGenerator<Buffer>,
  wasGzip: boolean,
  state: ReadState,
  limits: Limits,
  given: readonly string[] | undefined,
  careful: boolean,
): Promise<{ sample: Sample; source: AsyncGenerator<Buffer> }> {
  let head = await readHead(raw);
  if (wasGzip) refuseInside(head.bytes, state);
  const { encoding, skip } = detectEncoding(head.bytes);
  if (skip > 0 || encoding !== "utf-8") {
    const marked = skip > 0 ? skipBytes(head.all, skip) : head.all;
    head = await readHead(encoding === "utf-8" ? marked : toUtf8(marked, encoding));
  }
  const undressed = undress(head.bytes.toString("latin1", 0, 64 * 1024));
  if (undressed) head = await readHead(rewriteLines(head.all, undressed));
  // Tabs between records may stand in a line that ends in a carriage return: one after the other.
  for (let separator = oddSeparator(head.bytes, given); separator; separator = oddSeparator(head.bytes, given)) {
    head = await readHead(replaceByte(head.all, separator, LF));
  }
  const lines = sampleLines(head.bytes, head.complete, limits.lineBytes);
  if (head.complete && lines.length === 0 && isBlank(head.bytes.toString("utf8"))) {
    throw new ShapeError("empty", state.truncated ?? "The file holds nothing but blank lines.");
  }
  return {
    sample: { bytes: head.bytes, complete: head.complete, lines, given, careful, limits },
    source: head.all,
  };
}

function refuseInside(bytes: Buffer, state: ReadState): void {
  if (bytes.length === 0) {
    throw new ShapeError("empty", state.truncated ?? "The gzip file is empty.");
  }
  if (isGzip(bytes))
    throw new ShapeError("nested_gzip", "This is gzip inside gzip; unpack it once and upload the result.");
  if (isParquet(bytes))
    throw new ShapeError("not_flow_log", "This is a Parquet file inside gzip; unpack it and upload the Parquet file.");
  refuseBinary(bytes);
}

/** A byte other than the line feed that ends records: the lone CR, or the tab of `--query events[].message`. */
function oddSeparator(head: Buffer, given?: readonly string[]): number | null {
  if (endsLinesWithCr(head)) return CR;
  const start = head.toString("latin1", 0, 64 * 1024);
  if (!start.includes("\t")) return null;
  const lines = start.split("\n", 50).filter((line) => line.trim() !== "");
  const lists = lines.filter((line) => isListOfRecords(line.split("\t"), given));
  return lists.length > 0 && lists.length >= lines.length * 0.5 ? TAB : null;
}

/** Are most of these texts of one number of words, and enough of them records? */
function isListOfRecords(parts: readonly string[], given?: readonly string[]): boolean {
  if (parts.length < 2) return false;
  const widths = parts.map((part) => tokensOf(part).length);
  const usual = [...widths].sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0;
  const same = widths.filter((width) => width === usual).length;
  const records = parts.filter((part) => isFlowLike(part) || (given && isRecord(tokensOf(part), given))).length;
  return usual >= 2 && same >= parts.length * 0.6 && records >= parts.length * 0.3;
}
