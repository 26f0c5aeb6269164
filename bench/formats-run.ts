import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "@/lib/engine/engine";
import { flowsTable } from "@/lib/engine/schema";
import { startTestEngine } from "@/lib/engine/testing";
import { FORMS, type Form, writeForm } from "./forms";
import { generate } from "./generate";
import { importFiles } from "./import-files";
import { type Inflated, inflate } from "./inflate";
import { markdownTable, rate } from "./report";
import { startServer } from "./server";

/** How long the same records took in one form. */
export interface FormImport {
  readonly name: string;
  readonly bytes: number;
  readonly seconds: number;
  readonly bareSeconds: number;
}

const TABLE = "bench_forms";

/** Times the engine's own insert into a plain table. @throws Error when a record is missing. */
export async function insertBare(form: Form, engine: Engine, folder: string, records: number): Promise<number> {
  await engine.command(flowsTable(TABLE, "plain").create);
  try {
    const began = performance.now();
    const limits = { maxSeconds: 0, maxMemory: 8 * 2 ** 30 };
    await engine.command(form.insert(TABLE, `${folder}/*.${form.ending}`), {}, limits);
    const seconds = (performance.now() - began) / 1000;
    const { rows } = await engine.query<{ n: string }>(`SELECT count() AS n FROM ${TABLE}`);
    const found = Number(rows[0]?.n);
    if (found !== records) throw new Error(`The engine read ${found} records of ${form.name} instead of ${records}.`);
    return seconds;
  } finally {
    await engine.command(`DROP TABLE ${TABLE} SYNC`);
  }
}

/** A store of its own for each form, so that none is imported into what another left. */
async function importForm(data: string, files: readonly string[], records: number): Promise<number> {
  const server = await startServer(data);
  try {
    return await importFiles(server.url, files, records);
  } finally {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
}

export function formsTable(records: number, forms: readonly FormImport[], inflated: Inflated): string {
  const rows = forms.map((one, index) => [
    one.name,
    (one.bytes / 1e6).toFixed(0),
    one.seconds.toFixed(1),
    rate(records, one.seconds),
    one.bareSeconds.toFixed(1),
    (one.bareSeconds / one.seconds).toFixed(2),
    // Only the first form is gzip.
    index === 0 ? (one.seconds / inflated.seconds).toFixed(2) : "",
  ]);
  const heads = [
    `import of ${records.toLocaleString("en")} records`,
    "MB",
    "seconds",
    "records",
    "engine alone s",
    "Flowglass's speed against it",
    `times ${inflated.program}`,
  ];
  return markdownTable(heads, rows);
}

/**
 * Imports one log in every form into the product, and into the engine alone.
 * @param folder an existing, empty folder. @returns a table.
 */
export async function runFormats(folder: string, records: number, files: number, seed: number): Promise<string> {
  const logs = join(folder, "logs");
  await mkdir(logs);
  const data = await generate(logs, records, files, seed);
  const inflated = await inflate(data.files);
  const measured: FormImport[] = [];
  for (const form of FORMS) {
    const place = join(folder, form.ending);
    await mkdir(place);
    const test = await startTestEngine();
    let paths: string[];
    let bareSeconds: number;
    try {
      paths = await writeForm(form, data.files, place, test.engine);
      bareSeconds = await insertBare(form, test.engine, place, data.records);
    } finally {
      await test.close();
    }
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    const seconds = await importForm(join(folder, "data"), paths, data.records);
    measured.push({ name: form.name, bytes: sizes.reduce((sum, size) => sum + size, 0), seconds, bareSeconds });
    await rm(place, { recursive: true, force: true });
  }
  return formsTable(data.records, measured, inflated);
}
