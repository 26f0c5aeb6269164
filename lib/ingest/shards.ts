import type { Engine } from "../engine/engine";
import type { Layout } from "../engine/layout";

/** Waits until every replica has what its shard has of a table; without a cluster there is nothing to wait for. */
export async function synchronise(engine: Engine, table: string): Promise<void> {
  const { cluster, local } = engine.layout;
  if (!cluster) return;
  await engine.command(`SYSTEM SYNC REPLICA ON CLUSTER '${cluster}' ${local(table)}`, {}, { maxSeconds: 0 });
}

/**
 * SQL that is true, on each shard by itself, for records that wait there although their day is published there.
 * @param held the condition of what a batch held.
 */
export const publishedSql = ({ local }: Layout, held: string): string =>
  `toYYYYMMDD(start) IN (SELECT DISTINCT toYYYYMMDD(start) FROM ${local("flows")} WHERE ${held})`;
