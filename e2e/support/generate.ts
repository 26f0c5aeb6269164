import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { createGzip } from "node:zlib";

/** What a generated file adds up to. */
export interface Truth {
  readonly flows: number;
  readonly bytes: number;
}

/** Writes a gzip file of version 2 records over three days, every one different, and tells what they add up to. */
export async function generateLog(path: string, flows: number, seed = 1): Promise<Truth> {
  const gzip = createGzip({ level: 1 });
  const file = createWriteStream(path);
  gzip.pipe(file);
  let bytes = 0;
  for (let from = 0; from < flows; from += 10_000) {
    const lines: string[] = [];
    for (let i = from; i < Math.min(flows, from + 10_000); i++) {
      const size = 40 + ((i * 7919 + seed) % 60_000);
      const start = 1_700_000_000 + Math.floor((i / flows) * 3 * 86_400);
      bytes += size;
      lines.push(
        `2 123456789012 eni-0a${i % 50} 10.0.${(i >> 8) % 250}.${i % 250} 10.1.${seed % 250}.${(i * 31) % 250} ${1024 + (i % 60_000)} 443 6 ${1 + (i % 9)} ${size} ${start} ${start + 60} ${i % 10 === 0 ? "REJECT" : "ACCEPT"} OK\n`,
      );
    }
    if (!gzip.write(lines.join(""))) await once(gzip, "drain");
  }
  gzip.end();
  await once(file, "close");
  return { flows, bytes };
}
