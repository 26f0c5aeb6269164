import { openAsBlob } from "node:fs";
import { basename } from "node:path";

const AT_ONCE = 4;
/** Asking more often would take from what is measured. */
const LOOK_MS = 200;

interface ImportAnswer {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly flows: number | string;
  readonly unparsed: number | string;
  readonly error: { readonly message: string } | null;
}

async function asImport(response: Response, path: string): Promise<ImportAnswer> {
  const answer = (await response.json()) as ImportAnswer;
  if (response.ok && answer.state !== "failed" && answer.state !== "cancelled") return answer;
  throw new Error(`${basename(path)} was not imported: ${JSON.stringify(answer).slice(0, 400)}`);
}

/** Sends a file. @returns the import, which waits for its turn or runs. */
async function send(url: string, path: string): Promise<ImportAnswer> {
  const response = await fetch(`${url}/api/imports?name=${encodeURIComponent(basename(path))}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: await openAsBlob(path),
  });
  return asImport(response, path);
}

/** Waits until an import has ended. @returns the flow records that it added. */
async function ended(url: string, first: ImportAnswer): Promise<number> {
  let answer = first;
  while (answer.state !== "done") {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    answer = await asImport(await fetch(`${url}/api/imports/${first.id}`), first.name);
  }
  if (Number(answer.unparsed) > 0) throw new Error(`${first.name} has ${answer.unparsed} lines that were not parsed.`);
  return Number(answer.flows);
}

/**
 * Imports files through the API, as the browser does: a few are sent at once, and the next ones while those are read.
 * @returns seconds from the first request until the last record is visible.
 * @throws Error when a file is refused or records are missing.
 */
export async function importFiles(url: string, files: readonly string[], records: number): Promise<number> {
  const began = performance.now();
  const queue = [...files];
  const sent: ImportAnswer[] = [];
  const work = async (): Promise<void> => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) sent.push(await send(url, path));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  let flows = 0;
  for (const one of sent) {
    // Awaited first: `flows += await` would add to what `flows` was before the wait.
    const added = await ended(url, one);
    flows += added;
  }
  const seconds = (performance.now() - began) / 1000;
  if (flows !== records) throw new Error(`The import has ${flows} records instead of ${records}.`);
  return seconds;
}
