import type { Engine } from "../engine/engine";
import type { ImportService } from "../ingest/service";
import type { SourceIntake } from "./intake";
import { READERS } from "./readers";
import { SourceService } from "./service";

/** The service of all kinds of sources, not opened yet. @param data the data folder. */
export function newSources(
  engine: Engine,
  intake: SourceIntake,
  imports: Pick<ImportService, "nextId">,
  data: string,
): SourceService {
  return new SourceService({ engine, intake, nextId: () => imports.nextId(), data, readers: READERS });
}
