import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { ByteWriter } from "./bytes";
import { FIRST_SECOND, HEADER, LAST_SECOND, LONGEST_LINE, writeLines } from "./lines";

const compress = promisify(gzip);
const header = Buffer.from(HEADER, "latin1");

/** What was generated. */
export interface Dataset {
  readonly files: readonly string[];
  readonly records: number;
  readonly textBytes: number;
  readonly gzipBytes: number;
  readonly seconds: number;
  /** Seconds for the text alone. */
  readonly textSeconds: number;
}

/**
 * Writes a log of `records` lines as gzip files, each a stretch of the seven days, named as AWS names them.
 * @param folder an existing, empty folder. @param fileCount how many files to spread it over.
 */
export async function generate(folder: string, records: number, fileCount: number, seed = 1): Promise<Dataset> {
  const began = performance.now();
  const each = Math.ceil(records / fileCount);
  const seconds = Math.floor((LAST_SECOND - FIRST_SECOND) / fileCount);
  const files: string[] = [];
  let left = records;
  let textBytes = 0;
  let textMs = 0;
  let compressing: Promise<unknown>[] = [];
  for (let n = 0; n < fileCount && left > 0; n++) {
    const count = Math.min(each, left);
    const from = FIRST_SECOND + n * seconds;
    const textBegan = performance.now();
    const out = new ByteWriter(count * LONGEST_LINE + header.length);
    out.bytes(header);
    writeLines(out, count, from, seconds, seed * 1000 + n);
    textMs += performance.now() - textBegan;
    textBytes += out.length;
    left -= count;
    const stamp = new Date((from + seconds) * 1000).toISOString().replace(/[-:]/g, "").slice(0, 13);
    const tail = (n + 0x10000).toString(16);
    const path = join(folder, `123456789010_vpcflowlogs_eu-west-1_fl-0a1b2c3d4e5f60718_${stamp}Z_${tail}.log.gz`);
    files.push(path);
    // The text of a file or two waits while earlier ones are compressed, in the thread pool.
    if (compressing.length >= 2) {
      await Promise.all(compressing);
      compressing = [];
    }
    compressing.push(compress(out.written()).then((bytes) => writeFile(path, bytes)));
  }
  await Promise.all(compressing);
  const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
  return {
    files,
    records,
    textBytes,
    gzipBytes: sizes.reduce((sum, size) => sum + size, 0),
    seconds: (performance.now() - began) / 1000,
    textSeconds: textMs / 1000,
  };
}
