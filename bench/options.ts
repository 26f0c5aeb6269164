import { parseArgs } from "node:util";

/** What the command line of the benchmark says. */
export interface BenchOptions {
  readonly records: number;
  readonly files: number;
  readonly runs: number;
  readonly seed: number;
  /** Whether the engine alone is measured too. */
  readonly reference: boolean;
  /** The one part to run; null runs the import and the pages. */
  readonly only: "backfill" | "s3" | "browser" | null;
}

export const USAGE = `npm run bench -- [options]

  --records N      flow records to generate (default 10,000,000; 100k and 10M are understood)
  --files N        gzip files to spread them over (default 40)
  --runs N         times each page is opened (default 20)
  --seed N         another seed makes another log (default 1)
  --no-reference   skip the measurement of the engine alone
  --only backfill  read 200,000 events of a CloudWatch stand-in instead (--records N for another number)
  --only s3        import 1,000,000 records from the disk and from a stand-in for S3 instead
  --only browser   open the overview of 1,000,000 records in Chromium instead: bytes, paint, interactions, frames
  --help           this text`;

function whole(text: string, name: string): number {
  const match = /^(\d+)([kM]?)$/.exec(text.replaceAll(/[,_]/g, ""));
  const value = Number(match?.[1]) * { "": 1, k: 1e3, M: 1e6 }[match?.[2] as "" | "k" | "M"];
  if (!match || value < 1) throw new Error(`--${name} needs a whole number above 0.`);
  return value;
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
      files: { type: "string", default: "40" },
      runs: { type: "string", default: "20" },
      seed: { type: "string", default: "1" },
      "no-reference": { type: "boolean", default: false },
      only: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const { only = null } = values;
  if (only !== null && only !== "backfill" && only !== "s3" && only !== "browser") {
    throw new Error("--only knows backfill, s3 and browser.");
  }
  const usual = { backfill: "200k", s3: "1M", browser: "1M" };
  return {
    only,
    records: whole(values.records ?? (only ? usual[only] : "10M"), "records"),
    files: whole(values.files, "files"),
    runs: whole(values.runs, "runs"),
    seed: whole(values.seed, "seed"),
    reference: !values["no-reference"],
  };
}
