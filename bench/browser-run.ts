import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { measureBrowser } from "./browser";
import { generate } from "./generate";
import { importFiles } from "./import-files";
import { percentile } from "./measure";
import { markdownTable, ms } from "./report";
import { startServer, upkeepDone } from "./server";

/**
 * Imports a generated log into the product, opens its overview in a browser and measures.
 * @param folder an existing, empty folder. @returns a table of the figures and what they should be.
 */
export async function runBrowser(folder: string, records: number, files: number, seed: number): Promise<string> {
  const logs = join(folder, "logs");
  await mkdir(logs);
  const data = await generate(logs, records, files, seed);
  const server = await startServer(join(folder, "data"));
  try {
    await importFiles(server.url, data.files, data.records);
    await upkeepDone(server.url);
    const one = await measureBrowser(server.url);
    const rows = [
      ["scripts of the first visit, compressed, kB", (one.scriptBytes / 1000).toFixed(0), "300"],
      ["largest paint, nothing cached, ms", ms(one.paints[0] ?? 0), "1500"],
      ["largest paint, median visit, ms", ms(percentile(one.paints, 0.5)), "1500"],
      ["slowest interaction, ms", ms(Math.max(0, ...one.interactions)), "100"],
      ["frames a second while a zoom is dragged", one.fps.toFixed(0), "60"],
      ["longest frame of it, ms", ms(one.longestFrame), ""],
    ];
    return markdownTable([`overview of ${records.toLocaleString("en")} records`, "measured", "target"], rows);
  } finally {
    await server.stop();
  }
}
