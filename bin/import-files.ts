import type { ImportEntry } from "../lib/ingest/entry";
import type { ImportService } from "../lib/ingest/service";
import type { InputFile } from "./inputs";

const TICK_MS = 500;
const count = new Intl.NumberFormat("en-US");

const recordsOf = (entry: ImportEntry): number => entry.flows + entry.nodata + entry.skipdata;

function left(seconds: number): string {
  if (!Number.isFinite(seconds)) return "";
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `, ${minutes} min ${Math.round(seconds % 60)} s left` : `, ${Math.ceil(seconds)} s left`;
}

/** One line of progress over all files. */
export function progressLine(entries: readonly ImportEntry[], seconds: number): string {
  const records = entries.reduce((sum, entry) => sum + recordsOf(entry), 0);
  const read = entries.reduce((sum, entry) => sum + entry.bytesRead, 0);
  const total = entries.reduce((sum, entry) => sum + entry.bytesTotal, 0);
  const ended = entries.filter((entry) => entry.endedAt !== null).length;
  const pace = seconds > 0 ? records / seconds : 0;
  const rest = read > 0 ? left(((total - read) / read) * seconds) : "";
  return `${ended} of ${entries.length} files, ${count.format(records)} records, ${count.format(Math.round(pace))} records/s${rest}`;
}

/** Imports files and tells the progress: on a terminal in one line that changes, else now and then. */
export async function importFiles(
  imports: ImportService,
  files: readonly InputFile[],
  say: (line: string) => void,
): Promise<void> {
  if (files.length === 0) return;
  const entries = await imports.addAll(files.map((file) => ({ ...file, owned: false })));
  const started = Date.now();
  const tty = process.stderr.isTTY;
  const show = (): void => {
    const line = progressLine(entries, (Date.now() - started) / 1000);
    if (tty) process.stderr.write(`\r\u001b[K${line}`);
    else say(line);
  };
  const timer = setInterval(show, tty ? TICK_MS : TICK_MS * 10);
  for (const entry of entries) await imports.ended(entry.id);
  clearInterval(timer);
  show();
  if (tty) process.stderr.write("\n");
  for (const entry of entries) {
    if (entry.state === "failed") say(`${entry.name}: ${entry.error?.message ?? "failed"}`);
    else if (entry.error) say(`${entry.name}: ${entry.error.message}`);
    else if (entry.duplicateOf !== null) say(`${entry.name}: imported before, nothing added`);
    if (entry.state === "done" && entry.unparsed > 0 && entry.duplicateOf === null)
      say(`${entry.name}: ${count.format(entry.unparsed)} lines could not be parsed`);
  }
}
