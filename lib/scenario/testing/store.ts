import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startTestEngine } from "../../engine/testing";
import { recordsSelect } from "../../ingest/read/parse-sql";
import type { Asker } from "../../query/question";
import { FORMATS, type Scenario } from "../index";

/** An engine that holds the lines of scenarios, parsed as every import is. */
export async function startScenarioStore(
  scenarios: readonly Scenario[],
): Promise<{ asker: Asker; close(): Promise<void> }> {
  const { engine, folder, close } = await startTestEngine();
  let input = 0;
  for (const { lines } of scenarios) {
    for (const [format, some] of lines) {
      input += 1;
      const path = join(folder, `scenario-${input}`);
      await writeFile(path, some.join("\n"));
      const { columns, select } = recordsSelect([
        { path, fields: FORMATS[format], input, firstLine: 1, lines: some.length },
      ]);
      await engine.command(`INSERT INTO flows (${columns.map((column) => `\`${column}\``).join(", ")}) ${select}`);
    }
  }
  return { asker: { engine }, close };
}
