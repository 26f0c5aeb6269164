import { CloudWatchReader } from "./cloudwatch/reader";
import type { SourceReader } from "./reader";
import { S3Reader } from "./s3/reader";
import type { SourceKind } from "./source";

/** What reads each kind of source. A kind that is not here cannot be added. */
export const READERS: Readonly<Partial<Record<SourceKind, SourceReader>>> = {
  cloudwatch: new CloudWatchReader(),
  s3: new S3Reader(),
};
