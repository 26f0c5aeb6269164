import { parseArgs } from "node:util";

/** What the command line of the benchmark says. */
export interface BenchOptions {
  /** Flow records to generate; with several sizes all is measured for each in turn. */
  readonly sizes: readonly number[];
  /** Null is a number that suits the records. */
  readonly files: number | null;
  readonly runs: number;
  readonly viewers: number;
  readonly seed: number;
  /** Whether the engine alone is measured too. */
  readonly reference: boolean;
  /** The one part to run; null runs the import and the pages. */
  readonly only: Part | null;
}

/** Parts that are run on their own, and their usual number of records. */
const PARTS = { formats: "500k", backfill: "200k", s3: "1M", browser: "1M" } as const;
type Part = keyof typeof PARTS;

export const USAGE = `npm run bench -- [options]

Without --only it generates a log and measures, in this order:
  the engine alone and zcat over the same files, the import, bytes on disk,
  pages and questions, cold (the engine's caches dropped) and warm,
  pages opened by several viewers at once, during a further import, and after it,
  memory, and how late the web server's event loop is.

  --records N      flow records to generate (default 10,000,000; 100k, 10M and 1B are understood)
  --sizes LIST     several sizes one after the other, 1M,10M,100M say, and how each figure grows between them
  --files N        gzip files to spread them over (default 40, and more from 10,000,000 records on)
  --runs N         times each page is opened (default 20; a quarter of it cold, and by several viewers)
  --viewers N      viewers at once (default 8)
  --seed N         another seed makes another log (default 1)
  --no-reference   skip the measurement of the engine alone
  --only formats   import 500,000 records as gzip, plain text, Parquet and JSON instead, each against the engine alone
  --only backfill  read 200,000 events of a CloudWatch stand-in instead (--records N for another number)
  --only s3        import 1,000,000 records from the disk and from a stand-in for S3 instead
  --only browser   open the overview of 1,000,000 records in Chromium instead: bytes, paint, interactions, frames
  --help           this text

The folder for temporary files (TMPDIR) needs about 120 bytes for each record of the largest size.`;

const UNITS = { "": 1, k: 1e3, M: 1e6, B: 1e9 } as const;

function whole(text: string, name: string): number {
  const match = /^(\d+)([kMB]?)$/.exec(text.replaceAll(/[,_]/g, ""));
  const value = Number(match?.[1]) * UNITS[match?.[2] as keyof typeof UNITS];
  if (!match || value < 1) throw new Error(`--${name} needs a whole number above 0.`);
  return value;
}

function partOf(text: string | undefined): Part | null {
  if (text === undefined) return null;
  const part = Object.keys(PARTS).find((name): name is Part => name === text);
  if (!part) throw new Error("--only knows formats, backfill, s3 and browser.");
  return part;
}

/**
 * Reads the benchmark's options.
 * @returns null when help is asked for. @throws Error with one sentence for an option that cannot be used.
 */
export function readOptions(args: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      records: { type: "string" },
      sizes: { type: "string" },
      files: { type: "string" },
      runs: { type: "string", default: "20" },
      viewers: { type: "string", default: "8" },
      seed: { type: "string", default: "1" },
      "no-reference": { type: "boolean", default: false },
      only: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const only = partOf(values.only);
  const { sizes } = values;
  if (sizes !== undefined && values.records !== undefined) throw new Error("Give --records or --sizes, not both.");
  if (sizes !== undefined && only)
    throw new Error("--sizes is for the whole run: leave out --only, or give --records.");
  return {
    only,
    sizes: sizes
      ? sizes.split(",").map((size) => whole(size, "sizes"))
      : [whole(values.records ?? (only ? PARTS[only] : "10M"), "records")],
    files: values.files === undefined ? null : whole(values.files, "files"),
    runs: whole(values.runs, "runs"),
    viewers: whole(values.viewers, "viewers"),
    seed: whole(values.seed, "seed"),
    reference: !values["no-reference"],
  };
}

/** Records of a file where there are many: what a busy log group writes in five minutes. */
const FILE_RECORDS = 250_000;

/** How many files records are spread over. */
export function filesFor({ files }: Pick<BenchOptions, "files">, records: number): number {
  return files ?? Math.max(40, Math.ceil(records / FILE_RECORDS));
}
