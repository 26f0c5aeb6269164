import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { Engine } from "../../engine/engine";
import type { TableDefinition } from "../../engine/schema";
import type { TimeSpan } from "../source";

/**
 * The events that were taken in, by a hash of stream and event id. Kept for the times only that are read again: late
 * events make it necessary to read the last hour more than once.
 */
export const sourceEvents: TableDefinition = {
  name: "source_events",
  create: `CREATE TABLE IF NOT EXISTS source_events (
  source UInt32, batch UInt64, time DateTime64(3, 'UTC'), id UInt128
) ENGINE = MergeTree ORDER BY (source, time, id)`,
};

/** 32 hexadecimal digits. Two events with the same have the same stream and id: 128 bits of SHA-256 do not meet by chance. */
export type EventKey = string;

/** An event as it is remembered. */
export interface SeenEvent {
  readonly key: EventKey;
  /** Epoch milliseconds. */
  readonly time: number;
}

/** The key of an event. */
export function eventKey(stream: string, eventId: string): EventKey {
  return createHash("sha256").update(stream).update("\0").update(eventId).digest("hex").slice(0, 32);
}

const LIMITS = { maxSeconds: 600 };
const HEX = "leftPad(lower(hex(id)), 32, '0')";

/** Events that were taken in. */
export interface SeenEvents {
  has(event: SeenEvent): boolean;
}

const nameOf = ({ key, time }: SeenEvent): string => `${time} ${key}`;

/** The events in a span that were taken in, up to a batch. @throws EngineError */
export async function seenIn(engine: Engine, source: number, span: TimeSpan, batch: number): Promise<SeenEvents> {
  const { rows } = await engine.query<{ name: string }>(
    `SELECT concat(toString(toUnixTimestamp64Milli(time)), ' ', ${HEX}) AS name FROM source_events
     WHERE source = {source:UInt32} AND batch <= {batch:UInt64}
       AND time >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({to:Int64}, 'UTC')`,
    { source, batch, from: span.from * 1000, to: span.to * 1000 },
    LIMITS,
  );
  const names = new Set(rows.map((row) => row.name));
  return { has: (event) => names.has(nameOf(event)) };
}

/**
 * Remembers events under a batch. The rows go through a file, as records do.
 * @param path a free path for that file. @throws EngineError
 */
export async function remember(
  engine: Engine,
  source: number,
  batch: number,
  events: readonly SeenEvent[],
  path: string,
): Promise<void> {
  if (events.length === 0) return;
  await writeFile(path, events.map(({ key, time }) => `${time}\t${key}\n`).join(""));
  await engine.load(
    { path, format: "TSV", structure: "time Int64, key String" },
    (from) => `INSERT INTO source_events
     SELECT {source:UInt32}, {batch:UInt64}, fromUnixTimestamp64Milli(time, 'UTC'), reinterpretAsUInt128(reverse(unhex(key)))
     FROM ${from}`,
    { source, batch },
    LIMITS,
  );
}

async function removeWhere(engine: Engine, condition: string, values: Record<string, unknown>): Promise<void> {
  const { rows } = await engine.query<{ found: number }>(
    `SELECT count() > 0 AS found FROM source_events WHERE ${condition}`,
    values,
    LIMITS,
  );
  if (!rows[0]?.found) return;
  await engine.command(`ALTER TABLE source_events DELETE WHERE ${condition}`, values, {
    ...LIMITS,
    settings: { mutations_sync: 1 },
  });
}

/** Forgets all events of a source, or those of batches above one. @throws EngineError */
export function forgetEvents(engine: Engine, source: number, aboveBatch?: number): Promise<void> {
  return aboveBatch === undefined
    ? removeWhere(engine, "source = {source:UInt32}", { source })
    : removeWhere(engine, "source = {source:UInt32} AND batch > {batch:UInt64}", { source, batch: aboveBatch });
}

/** Forgets the events before a time (epoch seconds), which is not read again. @throws EngineError */
export function forgetEventsBefore(engine: Engine, source: number, time: number): Promise<void> {
  const condition = "source = {source:UInt32} AND time < fromUnixTimestamp64Milli({time:Int64}, 'UTC')";
  return removeWhere(engine, condition, { source, time: time * 1000 });
}
