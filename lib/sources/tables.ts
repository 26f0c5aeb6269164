import type { TableDefinition } from "../engine/schema";
import { sourceEvents } from "./cloudwatch/seen";
import { SOURCE_OBJECTS } from "./s3/objects";

/** The tables of the readers. The ledger of sources is in the engine's own schema. */
export const SOURCE_TABLES: readonly TableDefinition[] = [sourceEvents, SOURCE_OBJECTS];
