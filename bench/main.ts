/**
 * The benchmark: generates a log, imports it into the product itself, opens its pages, and compares the import with what
 * the engine alone needs for the same files in the same run. Everything lies in a temporary folder that is removed.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { measureBackfill } from "./backfill";
import { runBrowser } from "./browser-run";
import { generate } from "./generate";
import { importFiles } from "./import-files";
import { measurePage, type Timing } from "./measure";
import { type BenchOptions, readOptions, USAGE } from "./options";
import { PAGES } from "./pages";
import { measureReferences, type Reference } from "./reference";
import { markdownTable, ms, rate } from "./report";
import { measureS3 } from "./s3";
import { findingsDone, startServer, upkeepDone } from "./server";

const say = (text: string): void => console.log(text);

function importTable(records: number, seconds: number, references: readonly Reference[]): string {
  const rows = [
    ...references.map((one) => [
      one.name,
      one.seconds.toFixed(1),
      rate(records, one.seconds),
      (one.seconds / seconds).toFixed(2),
    ]),
    ["Flowglass", seconds.toFixed(1), rate(records, seconds), "1.00"],
  ];
  return markdownTable(["import of gzip text", "seconds", "records", "Flowglass's speed against it"], rows);
}

function pageTable(timings: readonly Timing[]): string {
  const rows = timings.map((one) => [
    one.name,
    String(one.requests),
    ms(one.first),
    ms(one.p50),
    ms(one.p95),
    one.slowest,
  ]);
  return markdownTable(
    ["page (all its requests at once)", "requests", "first ms", "p50 ms", "p95 ms", "slowest"],
    rows,
  );
}

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

async function run(options: BenchOptions, folder: string): Promise<void> {
  const logs = join(folder, "logs");
  await mkdir(logs);
  const memory = Math.round(totalmem() / 2 ** 30);
  say(
    `${options.records.toLocaleString("en")} records, ${cpus().length} cores, ${memory} GiB, Node ${process.versions.node}`,
  );
  const data = await generate(logs, options.records, options.files, options.seed);
  say(
    `Generated ${data.files.length} files: ${(data.textBytes / 1e6).toFixed(0)} MB of text, ${(data.gzipBytes / 1e6).toFixed(0)} MB of gzip` +
      ` in ${data.seconds.toFixed(1)} s (text alone ${rate(data.records, data.textSeconds)}).`,
  );
  const references = options.reference ? await measureReferences(logs, options.records) : [];
  for (const one of references) say(`${one.name}: ${one.seconds.toFixed(1)} s`);

  const server = await startServer(join(folder, "data"));
  try {
    const seconds = await importFiles(server.url, data.files, data.records);
    say(`\n${importTable(data.records, seconds, references)}\n`);
    say(`Sums beside the records were made in ${(await upkeepDone(server.url)).toFixed(1)} s more.\n`);
    say(`The search for findings took ${(await findingsDone(server.url)).toFixed(1)} s more.\n`);
    const timings: Timing[] = [];
    for (const page of PAGES) timings.push(await measurePage(server.url, page, options.runs));
    say(pageTable(timings));
  } finally {
    await server.stop();
  }
}

const options = readOptions(process.argv.slice(2));
if (options) {
  const folder = await mkdtemp(join(tmpdir(), "flowglass-bench-"));
  try {
    if (options.only === "backfill") await runBackfill(folder, options.records);
    else if (options.only === "browser") say(await runBrowser(folder, options));
    else if (options.only === "s3") await runS3(folder, options.records, options.files);
    else await run(options, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else {
  say(USAGE);
}
