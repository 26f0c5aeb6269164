/**
 * The benchmark: generates a log, imports it into the product itself, opens its pages, and compares the import with what
 * the engine alone needs for the same files in the same run. Everything lies in a temporary folder that is removed.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { measureBackfill } from "./backfill";
import { runBrowser } from "./browser-run";
import { type Figure, growthTable } from "./figures";
import { runFormats } from "./formats-run";
import { type BenchOptions, filesFor, readOptions, USAGE } from "./options";
import { markdownTable, rate } from "./report";
import { checkRoom } from "./room";
import { measureS3 } from "./s3";
import { runWhole } from "./whole-run";

const say = (text: string): void => console.log(text);

async function runBackfill(folder: string, events: number): Promise<void> {
  const one = await measureBackfill(folder, events);
  const rows = [
    [
      one.events.toLocaleString("en"),
      one.seconds.toFixed(1),
      one.quotaSeconds.toFixed(1),
      (one.seconds / one.quotaSeconds).toFixed(2),
      `${one.requests} (${one.throttled} throttled)`,
      String(one.pages),
    ],
  ];
  const heads = ["CloudWatch events", "seconds", "quota allows", "ratio", "requests", "pages of one chain"];
  say(markdownTable(heads, rows));
}

/** Small objects in a bucket: so many that each alone would cost more than its records. */
const SMALL_OBJECTS = 10_000;

async function runS3(folder: string, records: number, files: number): Promise<void> {
  const rows: string[][] = [];
  for (const count of [files, SMALL_OBJECTS]) {
    const one = await measureS3(folder, records, count);
    const parts = [
      `${one.localSeconds.toFixed(1)} s from the disk`,
      `${one.s3Seconds.toFixed(1)} s from S3`,
      `of which getting the objects alone takes ${one.bareSeconds.toFixed(1)} s`,
    ];
    say(`${count} files: ${parts.join(", ")}`);
    rows.push([
      `${count.toLocaleString("en")} files`,
      one.localSeconds.toFixed(1),
      rate(records, one.localSeconds),
      one.s3Seconds.toFixed(1),
      rate(records, one.s3Seconds),
      (one.localSeconds / one.s3Seconds).toFixed(2),
      one.bareSeconds.toFixed(1),
    ]);
  }
  say(
    markdownTable(
      [
        `${records.toLocaleString("en")} records`,
        "disk s",
        "disk",
        "S3 s",
        "S3",
        "S3's speed against it",
        "getting alone s",
      ],
      rows,
    ),
  );
}

/** The whole run, for each size in turn. */
async function runSizes(folder: string, options: BenchOptions): Promise<void> {
  await checkRoom(Math.max(...options.sizes), folder);
  const memory = Math.round(totalmem() / 2 ** 30);
  const runs: { records: number; figures: readonly Figure[] }[] = [];
  for (const records of options.sizes) {
    const machine = `${cpus().length} cores, ${memory} GiB, Node ${process.versions.node}`;
    say(`${records.toLocaleString("en")} records, ${machine}`);
    runs.push({ records, figures: await runWhole(folder, options, records) });
  }
  if (runs.length > 1) say(growthTable(runs));
}

async function run(folder: string, options: BenchOptions): Promise<void> {
  const [records = 1] = options.sizes;
  const files = filesFor(options, records);
  if (options.only === "backfill") await runBackfill(folder, records);
  else if (options.only === "browser") say(await runBrowser(folder, records, files, options.seed));
  else if (options.only === "s3") await runS3(folder, records, files);
  else if (options.only === "formats") say(await runFormats(folder, records, files, options.seed));
  else await runSizes(folder, options);
}

const options = readOptions(process.argv.slice(2));
if (options) {
  const folder = await mkdtemp(join(tmpdir(), "flowglass-bench-"));
  try {
    await run(folder, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else {
  say(USAGE);
}
