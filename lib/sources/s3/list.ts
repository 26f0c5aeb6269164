import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from "@aws-sdk/client-s3";
import type { S3Settings } from "../source";
import type { S3Object } from "./object";
import { type RetryTools, withRetries } from "./retry";
import type { Lister, ListPage } from "./walk";

/** An ETag without its quotation marks. */
export const plainEtag = (etag: string | undefined): string => (etag ?? "").replace(/^W\//, "").replaceAll('"', "");

function pageOf(answer: ListObjectsV2CommandOutput): ListPage {
  const objects: S3Object[] = [];
  for (const { Key, ETag, Size, LastModified } of answer.Contents ?? []) {
    if (Key === undefined) continue;
    const modified = LastModified ? LastModified.getTime() / 1000 : null;
    objects.push({ key: Key, etag: plainEtag(ETag), size: Size ?? 0, modified });
  }
  return { objects, folders: (answer.CommonPrefixes ?? []).flatMap(({ Prefix }) => (Prefix ? [Prefix] : [])) };
}

/** Lists a bucket through the SDK. Counts its requests, so that a reader knows what a look costs. */
export class BucketLister implements Lister {
  requests = 0;

  /** @param client gives the client of the moment: it is made anew when credentials have expired. */
  constructor(
    private readonly client: () => S3Client,
    private readonly settings: Pick<S3Settings, "bucket" | "requesterPays">,
    private readonly tools: RetryTools,
  ) {}

  /** @throws what the SDK throws, once retrying did not help. */
  async *list(prefix: string, options: { byFolder: boolean; startAfter?: string }): AsyncGenerator<ListPage> {
    let token: string | undefined;
    do {
      const command = new ListObjectsV2Command({
        Bucket: this.settings.bucket,
        Prefix: prefix || undefined,
        Delimiter: options.byFolder ? "/" : undefined,
        StartAfter: options.startAfter,
        ContinuationToken: token,
        ...(this.settings.requesterPays && { RequestPayer: "requester" }),
      });
      this.requests++;
      const answer = await withRetries(this.tools, () =>
        this.client().send(command, { abortSignal: this.tools.signal }),
      );
      yield pageOf(answer);
      token = answer.IsTruncated ? answer.NextContinuationToken : undefined;
    } while (token);
  }
}
