/** A program that the crash test kills: reads one S3 source into a data folder, and says when it is done. */
import { startEmbeddedEngine } from "../../engine/embedded";
import { migrate } from "../../engine/migrate";
import { Intake } from "../../ingest/intake";
import { ImportService } from "../../ingest/service";
import { newSources } from "../open";
import type { SourceDocument } from "../source";
import { SOURCE_TABLES } from "../tables";
import { s3Settings } from "../testing/s3";

const [data = "", bucket = ""] = process.argv.slice(2);
const { engine } = await startEmbeddedEngine(data);
await migrate(engine, SOURCE_TABLES);
const imports = new ImportService(engine, data);
await imports.open();
const sources = newSources(engine, new Intake(engine, data), imports, data);
await sources.open();

async function say({ state, error, progress }: SourceDocument): Promise<void> {
  if (state !== "done" && state !== "failed") return;
  const { rows } = await engine.query<{ n: string; d: string }>(
    "SELECT count() AS n, uniqExact(srcport, dstaddr, end, packets) AS d FROM flows",
  );
  const [all, different] = [Number(rows[0]?.n), Number(rows[0]?.d)];
  process.send?.({ state, error, flows: progress.counts.flows, all, different });
}

sources.subscribe((document) => void say(document));
if (sources.list().length === 0) {
  await sources.create(s3Settings(bucket));
}
for (const document of sources.list()) void say(document);
