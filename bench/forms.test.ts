import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestEngine } from "@/lib/engine/testing";
import { ImportService } from "@/lib/ingest/service";
import { insertBare } from "./formats-run";
import { FORMS, writeForm } from "./forms";
import { type Dataset, generate } from "./generate";

let folder: string;
let data: Dataset;
let test: Awaited<ReturnType<typeof startTestEngine>>;
let imports: ImportService;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-bench-"));
  data = await generate(folder, 900, 2);
  test = await startTestEngine();
  imports = new ImportService(test.engine, test.folder);
  await imports.open();
});
afterAll(async () => {
  await imports.close();
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the records of a form add up to. */
async function sums(inputs: readonly number[]): Promise<unknown> {
  const columns = "count() AS n, sum(cityHash64(srcaddr, dstaddr, srcport, dstport, bytes, start, action)) AS hash";
  const { rows } = await test.engine.query(`SELECT ${columns} FROM flows WHERE input IN (${inputs.join(", ")})`);
  return rows[0];
}

it("holds the same records in every form, for the product and for the engine alone", async () => {
  const found: [string, unknown][] = [];
  for (const form of FORMS) {
    const place = join(folder, form.ending);
    await mkdir(place);
    const paths = await writeForm(form, data.files, place, test.engine);
    expect(await insertBare(form, test.engine, place, 900), form.name).toBeGreaterThan(0);
    const added = await imports.addAll(paths.map((path) => ({ path, name: basename(path), owned: false })));
    const ended = await Promise.all(added.map(({ id }) => imports.ended(id)));
    expect(ended.map(({ state, unparsed }) => [state, unparsed])).toEqual(paths.map(() => ["done", 0]));
    found.push([form.name, await sums(added.map(({ id }) => id))]);
  }
  const [, first] = found[0] ?? [];
  expect(first).toMatchObject({ n: "900" });
  expect(found).toEqual(FORMS.map(({ name }) => [name, first]));
});
