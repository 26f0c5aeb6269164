import { parseSourceId } from "../sources/present";
import type { SourceService } from "../sources/service";
import type { SourceDocument } from "../sources/source";
import { ProblemError } from "./problem";

/** No source has this id. */
export const noSource = (id: string): ProblemError => new ProblemError(404, `There is no source ${id.slice(0, 40)}.`);

/** The source that an id of the API names. @throws ProblemError 404 */
export function existingSource(sources: Pick<SourceService, "get">, id: string): SourceDocument {
  const number = parseSourceId(id);
  const document = number === undefined ? undefined : sources.get(number);
  if (!document) throw noSource(id);
  return document;
}
