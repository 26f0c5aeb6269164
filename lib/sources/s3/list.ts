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

/** Sorts after every key below a folder. */
const LAST = "\u{10ffff}";
const MOST_KEYS = 1000;
/** Keys asked for while only the next folder is looked for. */
const FEW_KEYS = 20;

interface Request {
  readonly prefix: string;
  readonly byFolder?: boolean;
  readonly startAfter?: string;
  readonly keys?: number;
  readonly token?: string;
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
  list(prefix: string, options: { byFolder: boolean; startAfter?: string }): AsyncGenerator<ListPage> {
    // Path style is for endpoints of one's own. Some of those leave out folders that hold nothing but folders.
    const trusted = this.client().config.forcePathStyle !== true;
    return options.byFolder && !trusted ? this.#stepByStep(prefix) : this.#pages({ prefix, ...options });
  }

  /** Lists a folder without relying on common prefixes: finds folders by the keys in them, and goes on behind the last. */
  async *#stepByStep(prefix: string): AsyncGenerator<ListPage> {
    let startAfter: string | undefined;
    for (let keys = FEW_KEYS; ; ) {
      const page = await this.#page({ prefix, startAfter, keys });
      const folders = new Set<string>();
      const objects = page.objects.filter(({ key }) => {
        const end = key.indexOf("/", prefix.length);
        if (end >= 0) folders.add(key.slice(0, end + 1));
        return end < 0;
      });
      yield { objects, folders: [...folders] };
      const last = page.objects.at(-1)?.key;
      if (!page.token || last === undefined) return;
      const inFolder = last.indexOf("/", prefix.length);
      startAfter = inFolder < 0 ? last : last.slice(0, inFolder + 1) + LAST;
      keys = inFolder < 0 ? MOST_KEYS : FEW_KEYS;
    }
  }

  async *#pages(request: Request): AsyncGenerator<ListPage> {
    let token: string | undefined;
    do {
      const page = await this.#page({ ...request, token });
      yield page;
      token = page.token;
    } while (token);
  }

  async #page({ prefix, byFolder, startAfter, keys, token }: Request): Promise<ListPage & { token?: string }> {
    const command = new ListObjectsV2Command({
      Bucket: this.settings.bucket,
      Prefix: prefix || undefined,
      Delimiter: byFolder ? "/" : undefined,
      StartAfter: startAfter,
      MaxKeys: keys,
      ContinuationToken: token,
      ...(this.settings.requesterPays && { RequestPayer: "requester" }),
    });
    this.requests++;
    const { signal } = this.tools;
    const answer = await withRetries(this.tools, () => this.client().send(command, { abortSignal: signal }));
    return { ...pageOf(answer), token: answer.IsTruncated ? answer.NextContinuationToken : undefined };
  }
}
