import { randomUUID } from "node:crypto";
import { access, constants, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serverFailure } from "../lib/engine/cluster/failure";
import type { Engine } from "../lib/engine/engine";
import { migrate } from "../lib/engine/migrate";
import { Intake } from "../lib/ingest/intake";
import { ImportService } from "../lib/ingest/service";
import { Upkeep } from "../lib/ingest/upkeep";
import { RETENTION_TABLE } from "../lib/retention/rules";
import { RetentionService } from "../lib/retention/service";
import { findingsOf } from "../lib/server/findings";
import { importSample } from "../lib/server/sample";
import { provideServices } from "../lib/server/services";
import { startWeb } from "../lib/server/web";
import { readSettings, type Settings } from "../lib/settings";
import { newSources } from "../lib/sources/open";
import { SOURCE_TABLES } from "../lib/sources/tables";
import { copyToServer } from "./copy";
import { HELP } from "./help.mjs";
import { importFiles } from "./import-files";
import { findInputs } from "./inputs";
import { type Options, parseOptions } from "./options";
import { addSources, partInputs, readSources } from "./sources";
import { openStore } from "./store";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const say = (line: string): void => console.error(line);

async function productVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  return manifest.version;
}

/** Makes the data folder and tries to write into it. @throws Error with a sentence for the user. */
async function checkFolder(data: string): Promise<void> {
  try {
    await mkdir(data, { recursive: true });
    await access(data, constants.W_OK);
    const probe = join(data, `.probe-${randomUUID()}`);
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new Error(`The data folder ${data} cannot be written${reason}. Choose another with --data.`);
  }
}

/** @throws Error with a sentence for the user. */
async function makeTables(engine: Engine, { clickhouse }: Settings): Promise<void> {
  try {
    await migrate(engine, [...SOURCE_TABLES, RETENTION_TABLE]);
  } catch (error) {
    throw clickhouse ? new Error(serverFailure(error, clickhouse)) : error;
  }
}

async function serve(options: Options, dev: boolean): Promise<void> {
  const settings = readSettings(process.env, options);
  const { files, sources: names } = partInputs(options.inputs);
  const inputs = await findInputs(files);
  const wanted = await readSources({ names, since: options.since, region: options.region }, Date.now() / 1000);
  await checkFolder(settings.data);
  const web = await startWeb(settings, root, dev);
  const store = await openStore(settings, say).catch(async (error: unknown) => {
    await web.close();
    throw error;
  });
  const { engine } = store;
  const imports = new ImportService(engine, settings.data);
  const intake = new Intake(engine, settings.data);
  const sources = newSources(engine, intake, imports, settings.data);
  const retention = new RetentionService(engine);
  const upkeep = new Upkeep(engine, () => imports.busy);
  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // A statement that does not end must not keep the terminal: what is unfinished is taken up at the next start.
    setTimeout(() => process.exit(code), 5_000).unref();
    await web.close();
    findingsOf(engine).close();
    await Promise.all([retention.close(), sources.close(), imports.close(), upkeep.close()]);
    intake.close();
    await store.close();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
  try {
    await makeTables(engine, settings);
    await imports.open();
    await sources.open();
    await retention.open();
    upkeep.open();
    provideServices({ engine, imports, sources, retention, upkeep, settings, root, version: await productVersion() });
    const { url } = await web.ready();
    console.log(`Flowglass is ready on ${url}`);
    if (options.demo) await importSample(imports, root);
    findingsOf(engine).start();
    await addSources(sources, wanted, say);
    await importFiles(imports, inputs, say);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    await stop(1);
  }
}

/**
 * The command line.
 * @param args without the program's own name. Ends the process with code 1 and one sentence when it cannot go on.
 */
export async function main(args: readonly string[], dev: boolean): Promise<void> {
  try {
    const options = parseOptions(args);
    if (options.help) console.log(HELP);
    else if (options.copyToClickhouse) await copyToServer(readSettings(process.env, options), say);
    else await serve(options, dev);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
