import { readFile } from "node:fs/promises";
import { basename } from "node:path";

const AT_ONCE = 4;

interface ImportAnswer {
  readonly state: string;
  readonly flows: number | string;
  readonly unparsed: number | string;
  readonly error: { readonly message: string } | null;
}

async function importFile(url: string, path: string): Promise<number> {
  const body = await readFile(path);
  const response = await fetch(`${url}/api/imports?wait=true&name=${encodeURIComponent(basename(path))}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array(body),
  });
  const answer = (await response.json()) as ImportAnswer;
  if (!response.ok || answer.state !== "done" || Number(answer.unparsed) > 0) {
    throw new Error(`${basename(path)} was not imported: ${JSON.stringify(answer).slice(0, 400)}`);
  }
  return Number(answer.flows);
}

/**
 * Imports files through the API, as the browser does, a few at once.
 * @returns seconds from the first request until the last record is visible.
 * @throws Error when a file is refused or records are missing.
 */
export async function importFiles(url: string, files: readonly string[], records: number): Promise<number> {
  const began = performance.now();
  const queue = [...files];
  let flows = 0;
  const work = async (): Promise<void> => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      // Awaited first: `flows += await` would add to what `flows` was before the wait.
      const added = await importFile(url, path);
      flows += added;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const seconds = (performance.now() - began) / 1000;
  if (flows !== records) throw new Error(`The import has ${flows} records instead of ${records}.`);
  return seconds;
}
