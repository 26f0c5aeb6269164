import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

/** How long it took to inflate files and throw the text away, and with what. */
export interface Inflated {
  readonly program: string;
  readonly seconds: number;
}

/** A command line holds so many paths for certain. */
const MOST_PATHS = 1_000;

/** Runs `zcat FILES > /dev/null`. @returns false when there is no such program. @throws Error when a file is refused. */
async function zcat(files: readonly string[]): Promise<boolean> {
  const child = spawn("zcat", files, { stdio: ["ignore", "ignore", "inherit"] });
  try {
    const [code] = (await once(child, "exit")) as [number | null];
    if (code !== 0) throw new Error(`zcat ended with ${code}.`);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

async function gunzip(path: string): Promise<void> {
  await pipeline(createReadStream(path), createGunzip(), async (chunks) => {
    for await (const _ of chunks);
  });
}

/** Inflates gzip files one after the other, with `zcat` or, where that is missing, with Node's zlib. @throws Error for a file that is no gzip. */
export async function inflate(files: readonly string[]): Promise<Inflated> {
  const began = performance.now();
  let program = "zcat";
  for (let from = 0; from < files.length; from += MOST_PATHS) {
    const some = files.slice(from, from + MOST_PATHS);
    if (program === "zcat" && (await zcat(some))) continue;
    program = "zlib of Node";
    for (const path of some) await gunzip(path);
  }
  return { program, seconds: (performance.now() - began) / 1000 };
}
