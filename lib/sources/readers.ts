import { CloudWatchReader } from "./cloudwatch/reader";
import type { SourceReader } from "./reader";
import type { SourceKind } from "./source";

/** What reads each kind of source. A kind that is not here cannot be added. */
export const READERS: Readonly<Partial<Record<SourceKind, SourceReader>>> = {
  cloudwatch: new CloudWatchReader(),
};
