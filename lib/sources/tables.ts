import type { TableDefinition } from "../engine/schema";
import { sourceEvents } from "./cloudwatch/seen";
import { SOURCE_OBJECTS } from "./s3/objects";

/** The ledger of sources: every change is a new row, the newest counts. */
const sources: TableDefinition = {
  name: "sources",
  create: `CREATE TABLE IF NOT EXISTS sources (
  id UInt32, revision UInt64, document String
) ENGINE = ReplacingMergeTree(revision) ORDER BY id`,
};

/** The tables of sources. Each reader adds its own. */
export const SOURCE_TABLES: readonly TableDefinition[] = [sources, sourceEvents, SOURCE_OBJECTS];
