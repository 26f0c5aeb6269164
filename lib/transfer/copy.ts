import { DETECT_TABLE } from "../detect/documents";
import type { Engine, ServerEngine } from "../engine/engine";
import { migrate } from "../engine/migrate";
import { hasEnded } from "../ingest/entry";
import { Ledger } from "../ingest/ledger";
import { RETENTION_TABLE } from "../retention/rules";
import { SourceLedger } from "../sources/ledger";
import { SOURCE_TABLES } from "../sources/tables";
import { copyTable, DayCopy, daysOf, sameDay } from "./days";
import { countOf } from "./tables";

/** The tables beside the records. The ledgers come last: a store whose ledger of imports has entries is whole. */
const TABLES = ["unparsed", ...SOURCE_TABLES.map(({ name }) => name), RETENTION_TABLE.name, DETECT_TABLE.name];
const LEDGERS = ["sources", "imports"];

const MADE = [...SOURCE_TABLES, RETENTION_TABLE, DETECT_TABLE];

/** A copy that cannot be made; the message is one sentence for the user. */
export class CopyError extends Error {
  override readonly name = "CopyError";
}

/** What was copied. */
export interface CopyReport {
  readonly days: number;
  readonly records: number;
  /** Days that were there from a copy that was cut short. */
  readonly daysThere: number;
}

/** Records that wait in a staging table are not copied, so there must be none. */
async function checkEnded(from: Engine): Promise<void> {
  const unfinished = (await new Ledger(from).read()).filter((entry) => !hasEnded(entry)).length;
  const pending = (await new SourceLedger(from).read()).filter((source) => source.pending !== null).length;
  if (unfinished + pending === 0) return;
  throw new CopyError(
    "The store has imports that have not ended: start Flowglass on it once without FLOWGLASS_CLICKHOUSE_URL, wait until they have, and stop it.",
  );
}

async function checkEmpty(to: ServerEngine): Promise<void> {
  for (const table of LEDGERS) {
    if ((await countOf(to, table)) === 0) continue;
    throw new CopyError("The ClickHouse database holds a store already: the copy needs one that is empty.");
  }
}

/**
 * Copies a store into an empty one on a ClickHouse server: records day by day, then all that is known of them. What was cut
 * short goes on where it was: days that are there are not sent again, and the ledgers come last.
 * @param say takes a line of progress. @throws CopyError, Error with a sentence for the user; EngineError
 */
export async function copyStore(
  from: Engine,
  to: ServerEngine,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<CopyReport> {
  await migrate(from, MADE);
  await migrate(to, MADE);
  await checkEnded(from);
  await checkEmpty(to);
  const days = await daysOf(from);
  const total = days.reduce((sum, { records }) => sum + records, 0);
  const there = new Map((await daysOf(to)).map((day) => [day.day, day]));
  const foreign = [...there.keys()].find((day) => !days.some((one) => one.day === day));
  if (foreign) throw new CopyError(`The ClickHouse database holds records of ${foreign}, which this store lacks.`);
  const copy = new DayCopy(from, to);
  let [done, daysThere] = [0, 0];
  for (const [at, day] of days.entries()) {
    signal.throwIfAborted();
    const known = there.get(day.day);
    if (sameDay(day, known)) daysThere += 1;
    else await copy.copy(day, known, signal);
    done += day.records;
    const share = total > 0 ? Math.floor((100 * done) / total) : 100;
    say(`${day.day}: ${day.records.toLocaleString("en-US")} records (${at + 1} of ${days.length} days, ${share}%)`);
  }
  await copy.close();
  await verify(from, to);
  for (const table of [...TABLES, ...LEDGERS]) await copyTable(from, to, table);
  return { days: days.length, records: total, daysThere };
}

/** Every day has the same number of records, bytes and packets in both. */
async function verify(from: Engine, to: ServerEngine): Promise<void> {
  const there = new Map((await daysOf(to)).map((day) => [day.day, day]));
  const wrong = (await daysOf(from)).find((day) => !sameDay(day, there.get(day.day)));
  if (wrong) throw new CopyError(`The records of ${wrong.day} differ between the two stores. Start the copy again.`);
}
