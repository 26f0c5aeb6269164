import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Figure } from "./figures";
import { loopFigures, pageFigures, questionFigures } from "./figures-of";
import { generate } from "./generate";
import { importFiles } from "./import-files";
import { inflate } from "./inflate";
import { loopEnvironment } from "./loop-delay";
import { measurePage, type Timing } from "./measure";
import { type BenchOptions, filesFor } from "./options";
import { PAGES, type Page } from "./pages";
import { measureCold, measureDuring, measureViewers } from "./phases";
import { PRODUCT_PAGES } from "./product-pages";
import { QUESTIONS } from "./questions";
import { measureReferences } from "./reference";
import { markdownTable } from "./report";
import { findingsDone, type Server, startServer, upkeepDone } from "./server";
import { bytesOnDisk, connectStore, dropCaches } from "./store";
import { importTable, loopTable, phaseTable, timingTable } from "./tables";
import { Watch } from "./watch";

const say = (text: string): void => console.log(text);

const ALL_PAGES: readonly Page[] = [...PAGES, ...PRODUCT_PAGES];
/** The part of the log that is imported a second time, from another seed, while pages are opened. */
const FURTHER = 0.2;

async function measureEach(url: string, pages: readonly Page[], runs: number, seed?: number): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const page of pages) timings.push(await measurePage(url, page, runs, seed));
  return timings;
}

async function measureStore(server: Server, options: BenchOptions, watch: Watch, further: Further): Promise<Figure[]> {
  const { runs, viewers } = options;
  const few = Math.max(1, Math.ceil(runs / 4));
  const engine = connectStore(server);
  const bytes = (await bytesOnDisk(engine)) / further.before;
  say(`On disk: ${bytes.toFixed(1)} bytes a record, all sums and indexes in.\n`);
  const cold = await measureCold(server.url, ALL_PAGES, few, () => dropCaches(engine));
  await engine.close();
  const warm = await measureEach(server.url, ALL_PAGES, runs);
  say(`${timingTable("page (all its requests at once)", warm)}\n`);
  const questions = await measureEach(server.url, QUESTIONS, runs);
  say(`${timingTable("question, alone", questions)}\n`);
  await watch.ended("pages, one viewer");
  const together = await measureViewers(server.url, ALL_PAGES, viewers, few);
  await watch.ended(`pages, ${viewers} viewers`);
  const importing = importFiles(server.url, further.files, further.records);
  const during = await measureDuring(server.url, ALL_PAGES, importing);
  await watch.ended("pages during an import");
  await upkeepDone(server.url);
  const after = await measureEach(server.url, ALL_PAGES, few, 4001);
  await watch.ended("pages after it");
  const pages = { cold, warm, viewers: together, during, after };
  say(`${phaseTable(pages, viewers)}\n`);
  return [
    { name: "on disk, a record", unit: "bytes", value: bytes },
    ...pageFigures(pages),
    ...questionFigures(questions),
  ];
}

/** The files that are imported while pages are opened. */
interface Further {
  readonly files: readonly string[];
  readonly records: number;
  /** Records that are there before. */
  readonly before: number;
}

/**
 * Generates a log of one size, imports it into the product, and measures all that the product is asked for.
 * @param folder an existing folder; all that is written into it is removed again.
 * @returns the figures, each under the same name at every size.
 */
export async function runWhole(folder: string, options: BenchOptions, records: number): Promise<Figure[]> {
  const place = join(folder, String(records));
  const [logs, more] = [join(place, "logs"), join(place, "more")];
  for (const path of [place, logs, more]) await mkdir(path);
  const data = await generate(logs, records, filesFor(options, records), options.seed);
  say(
    `Generated ${data.files.length} files: ${(data.textBytes / 1e6).toFixed(0)} MB of text, ${(data.gzipBytes / 1e6).toFixed(0)} MB of gzip` +
      ` in ${data.seconds.toFixed(1)} s.`,
  );
  const further = await generate(more, Math.max(1, Math.round(records * FURTHER)), 8, options.seed + 1);
  const inflated = await inflate(data.files);
  const references = options.reference ? await measureReferences(logs, records) : [];
  const socket = join(place, "loop.sock");
  const server = await startServer(join(place, "data"), loopEnvironment(socket));
  const watch = new Watch(server, socket);
  try {
    await watch.ended("start");
    const seconds = await importFiles(server.url, data.files, data.records);
    await watch.ended("import");
    const others = [...references, { name: `inflating alone, ${inflated.program}`, seconds: inflated.seconds }];
    say(`\n${importTable(data.records, seconds, others)}\n`);
    const sums = await upkeepDone(server.url);
    say(`Sums beside the records were made in ${sums.toFixed(1)} s more.`);
    const findings = await findingsDone(server.url);
    const took = `${findings.seconds.toFixed(1)} s`;
    say(
      findings.ended
        ? `The search for findings took ${took} more.`
        : `The search for findings had not ended after ${took}: what follows is measured beside it.`,
    );
    await watch.ended("sums and findings");
    const store = await measureStore(server, options, watch, {
      files: further.files,
      records: further.records,
      before: data.records,
    });
    const memory = watch.memory.at(-1);
    const shown = watch.memory.map((one) => [one.phase, one.web?.toFixed(0) ?? "", one.engine?.toFixed(0) ?? ""]);
    say(`${markdownTable(["memory at its highest until the end of", "web server MB", "engine MB"], shown)}\n`);
    say(`${loopTable(watch.delays)}\n`);
    return [
      { name: "import", unit: "records/s", value: data.records / seconds },
      ...others.map((one) => ({
        name: `import's time against ${one.name}`,
        unit: "ratio" as const,
        value: seconds / one.seconds,
      })),
      { name: "sums after the import", unit: "s", value: sums },
      ...(findings.ended ? [{ name: "search for findings", unit: "s" as const, value: findings.seconds }] : []),
      ...store,
      ...(memory?.web ? [{ name: "memory of the web server", unit: "MB" as const, value: memory.web }] : []),
      ...(memory?.engine ? [{ name: "memory of the engine", unit: "MB" as const, value: memory.engine }] : []),
      ...loopFigures(watch.delays),
    ];
  } finally {
    await server.stop();
    await rm(place, { recursive: true, force: true });
  }
}
