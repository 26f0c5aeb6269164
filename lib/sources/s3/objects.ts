import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../../engine/engine";
import type { TableDefinition } from "../../engine/schema";
import { type S3Object, timeOf } from "./object";

/**
 * What became of an object. `read`: its records are in the store. `skipped`: not worth reading. `refused`: its content is
 * no flow log, or damaged. `failed`: could not be had; it is tried again. `replaced`: its records gave way to those of a
 * newer content of the same key. `gone`: deleted before it could be read; should it come back, it is new.
 */
export type ObjectState = "read" | "skipped" | "refused" | "failed" | "replaced" | "gone";

/** States of a content that need not be looked at again. */
export const SETTLED: ReadonlySet<ObjectState> = new Set(["read", "skipped", "refused"]);

/** One row: a content of an object (key and ETag) and what became of it. */
export interface ObjectRow {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly state: ObjectState;
  /** Why, when it was not read, or not in full. */
  readonly reason: string;
  /** The piece of the source that holds its records; 0 is none. */
  readonly unit: number;
  /** Epoch seconds: the time in its name, else when it was written; 0 is not known. */
  readonly at: number;
  readonly flows: number;
  readonly nodata: number;
  readonly skipdata: number;
  readonly unparsed: number;
}

const COLUMNS =
  "key String, etag String, size UInt64, state String, reason String, unit UInt64, at UInt32, flows UInt64, nodata UInt64, skipdata UInt64, unparsed UInt64";
const NAMES = COLUMNS.split(", ").map((column) => column.split(" ")[0]);

/** The objects that sources have met. The newest batch tells an object's state. */
export const SOURCE_OBJECTS: TableDefinition = {
  name: "source_objects",
  create: `CREATE TABLE IF NOT EXISTS source_objects (
  source UInt32, batch UInt64, ${COLUMNS.replace("state String", "state LowCardinality(String)")}
) ENGINE = MergeTree ORDER BY (source, key, etag, batch)`,
};

/** The newest row of each content, of all that became true. */
const NEWEST = `SELECT key, etag, ${NAMES.slice(2)
  .map((name) => `argMax(o.${name}, o.batch) AS ${name}`)
  .join(", ")}
  FROM source_objects AS o WHERE source = {source:UInt32} AND batch <= {batch:UInt64}`;

type StoredRow = Record<keyof ObjectRow, string>;

const rowOf = (row: StoredRow): ObjectRow => ({
  key: row.key,
  etag: row.etag,
  size: Number(row.size),
  state: row.state as ObjectState,
  reason: row.reason,
  unit: Number(row.unit),
  at: Number(row.at),
  flows: Number(row.flows),
  nodata: Number(row.nodata),
  skipdata: Number(row.skipdata),
  unparsed: Number(row.unparsed),
});

/** One content of an object, as text. */
export const contentOf = ({ key, etag }: Pick<S3Object, "key" | "etag">): string => `${etag} ${key}`;

/** A row for an object of which nothing is in the store. */
export function rowWithout(object: S3Object, state: ObjectState, reason: string): ObjectRow {
  const { key, etag, size } = object;
  const at = timeOf(object);
  return { key, etag, size, state, reason, unit: 0, at, flows: 0, nodata: 0, skipdata: 0, unparsed: 0 };
}

/** Keys sort by their bytes, in S3 as in the engine; strings of JavaScript do not. */
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Keys in one statement: they travel in its address. */
const KEYS_AT_ONCE = 16;

/** The memory of one source: which objects it has met. */
export class ObjectMemory {
  /** @param batch tells the last batch that became true. @param spool a folder for rows on their way. */
  constructor(
    private readonly engine: Engine,
    private readonly source: number,
    private readonly batch: () => number,
    private readonly spool: string,
  ) {}

  /** What is known of objects that a listing gave together: the stretch of keys between the first and the last. */
  async between(objects: readonly S3Object[]): Promise<ObjectRow[]> {
    const keys = objects.map(({ key }) => key).sort(byBytes);
    const [first, last] = [keys[0], keys.at(-1)];
    if (first === undefined || last === undefined) return [];
    return this.#rows(`${NEWEST} AND key >= {first:String} AND key <= {last:String} GROUP BY key, etag`, {
      first,
      last,
    });
  }

  /** What is known of these objects, wherever they lie. */
  async of(objects: readonly S3Object[]): Promise<ObjectRow[]> {
    const rows: ObjectRow[] = [];
    for (let at = 0; at < objects.length; at += KEYS_AT_ONCE) {
      const keys = objects.slice(at, at + KEYS_AT_ONCE).map(({ key }) => key);
      rows.push(...(await this.#rows(`${NEWEST} AND key IN {keys:Array(String)} GROUP BY key, etag`, { keys })));
    }
    return rows;
  }

  /** Objects that were set aside, or read in part only, with the reason. */
  setAside(limit: number): Promise<ObjectRow[]> {
    const which = "HAVING state IN ('refused', 'failed') OR (state = 'read' AND reason != '')";
    return this.#rows(`${NEWEST} GROUP BY key, etag ${which} ORDER BY key DESC LIMIT {limit:UInt32}`, { limit });
  }

  /** How many objects were passed over, and one of them. */
  async skipped(): Promise<{ count: number; example: ObjectRow | null }> {
    const rows = await this.#rows(
      `${NEWEST} GROUP BY key, etag HAVING state = 'skipped' ORDER BY key DESC LIMIT 1`,
      {},
    );
    if (!rows[0]) return { count: 0, example: null };
    const sql = `SELECT count() AS n FROM (${NEWEST} GROUP BY key, etag HAVING state = 'skipped')`;
    const { rows: counted } = await this.engine.query<{ n: string }>(sql, this.#values({}));
    return { count: Number(counted[0]?.n ?? 0), example: rows[0] };
  }

  /** Contents that were read before a newer content of the same key was. */
  replaced(): Promise<ObjectRow[]> {
    const read = `SELECT key, max(unit) AS unit FROM (${NEWEST} GROUP BY key, etag HAVING state = 'read') GROUP BY key HAVING count() > 1`;
    return this.#rows(
      `SELECT * FROM (${NEWEST} GROUP BY key, etag HAVING state = 'read') AS old
       INNER JOIN (${read}) AS now ON old.key = now.key WHERE old.unit < now.unit`,
      {},
    );
  }

  /** Writes rows, tagged with a batch that is not true yet. */
  async write(batch: number, rows: readonly ObjectRow[]): Promise<void> {
    if (rows.length === 0) return;
    const path = join(this.spool, `rows-${randomUUID()}`);
    await writeFile(path, rows.map((row) => JSON.stringify(row)).join("\n"));
    try {
      await this.engine.load(
        { path, format: "JSONEachRow", structure: COLUMNS },
        (from) => `INSERT INTO source_objects (source, batch, ${NAMES.join(", ")})
         SELECT {source:UInt32}, {batch:UInt64}, ${NAMES.join(", ")}
         FROM ${from}`,
        { source: this.source, batch },
      );
    } finally {
      await rm(path, { force: true });
    }
  }

  #values(values: Record<string, unknown>): Record<string, unknown> {
    return { ...values, source: this.source, batch: this.batch() };
  }

  async #rows(sql: string, values: Record<string, unknown>): Promise<ObjectRow[]> {
    const { rows } = await this.engine.query<StoredRow>(sql, this.#values(values));
    return rows.map(rowOf);
  }
}

/** Removes what is known of a source: all, or what a batch above this one said. */
export async function forgetObjects(engine: Engine, source: number, aboveBatch = 0): Promise<void> {
  const which = "source = {source:UInt32} AND batch > {above:UInt64}";
  const values = { source, above: aboveBatch };
  const { rows } = await engine.query<{ n: string }>(`SELECT count() AS n FROM source_objects WHERE ${which}`, values);
  if (Number(rows[0]?.n ?? 0) === 0) return;
  await engine.command(`ALTER TABLE source_objects DELETE WHERE ${which}`, values, {
    settings: { mutations_sync: 1 },
  });
}
