import { ListObjectsV2Command, type ListObjectsV2CommandOutput, type S3Client } from "@aws-sdk/client-s3";
import type { S3Settings } from "../source";
import type { S3Object } from "./object";
import { type RetryTools, withRetries } from "./retry";
import type { Lister, ListPage } from "./walk";

/** An ETag without its quotation marks. */
export const plainEtag = (etag: string | undefined): string => (etag ?? "").replace(/^W\//, "").replaceAll('"', "");

/** Sorts after every key below a folder. */
const LAST = "\u{10ffff}";
const MOST_KEYS = 1000;
/** Keys asked for while only the next folder is looked for. */
const FEW_KEYS = 20;

interface Request {
  readonly prefix: string;
  readonly byFolder?: boolean | undefined;
  readonly startAfter?: string | undefined;
  readonly keys?: number | undefined;
  readonly token?: string | undefined;
}

/** One answer: `more` says that it is not the last, `token` how to go on. */
interface Page extends ListPage {
  readonly more: boolean;
  readonly token: string | undefined;
}

/** An answer without its head: cut off where no length tells, it would look like an empty bucket. Worth another try. */
class Incomplete extends Error {
  readonly code = "ECONNRESET";
}

/** A listing that says that it goes on, and not where. */
class Stuck extends Error {
  override readonly name = "ListingStuck";
  readonly $metadata = { httpStatusCode: 501 };

  constructor(prefix: string) {
    super(`The listing of "${prefix}" is not complete, and does not say how to go on.`);
  }
}

function pageOf(answer: ListObjectsV2CommandOutput): Page {
  const { Contents = [], CommonPrefixes = [], IsTruncated, Name, NextContinuationToken } = answer;
  if (IsTruncated === undefined && Name === undefined && Contents.length === 0) {
    throw new Incomplete("The answer to a listing is empty.");
  }
  const objects: S3Object[] = [];
  for (const { Key, ETag, Size, LastModified } of Contents) {
    if (Key === undefined) continue;
    const modified = LastModified ? LastModified.getTime() / 1000 : null;
    objects.push({ key: Key, etag: plainEtag(ETag), size: Size ?? 0, modified });
  }
  const folders = CommonPrefixes.flatMap(({ Prefix }) => (Prefix ? [Prefix] : []));
  const more = IsTruncated === true;
  return { objects, folders, more, token: more ? NextContinuationToken || undefined : undefined };
}

/** Bytes decide about the order of keys, in S3 and in its stand-ins. */
const isAfter = (key: string, other: string): boolean => Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0;

/** The last name of a page, a folder's as the last of the keys below it. */
function lastOf({ objects, folders }: ListPage): string | undefined {
  const names = [...objects.slice(-1).map(({ key }) => key), ...folders.slice(-1).map((folder) => folder + LAST)];
  return names.reduce<string | undefined>((last, name) => (last && isAfter(last, name) ? last : name), undefined);
}

/** Lists a bucket through the SDK. Counts its requests, so that a reader knows what a look costs. */
export class BucketLister implements Lister {
  requests = 0;
  /** Some stand-ins for S3 do not know `StartAfter`, and begin at the beginning. */
  #knowsStartAfter = true;

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
    return options.byFolder && !trusted ? this.#folders(prefix) : this.#pages({ prefix, ...options });
  }

  /** Lists a folder without relying on common prefixes: finds folders by the keys in them. */
  async *#folders(prefix: string): AsyncGenerator<ListPage> {
    const known = new Set<string>();
    for await (const page of this.#stepByStep(prefix)) {
      const folders: string[] = [];
      const objects = page.objects.filter(({ key }) => {
        const end = key.indexOf("/", prefix.length);
        const folder = key.slice(0, end + 1);
        if (end >= 0 && !known.has(folder)) folders.push(folder);
        known.add(folder);
        return end < 0;
      });
      yield { objects, folders };
    }
  }

  /** Pages of keys: a few of each folder, where the server can begin behind one, else all. */
  async *#stepByStep(prefix: string): AsyncGenerator<ListPage> {
    let startAfter: string | undefined;
    for (let keys = FEW_KEYS; this.#knowsStartAfter; ) {
      const page = await this.#page({ prefix, startAfter, keys });
      const first = page.objects[0]?.key;
      if (startAfter !== undefined && first !== undefined && !isAfter(first, startAfter)) {
        this.#knowsStartAfter = false;
        break;
      }
      yield page;
      const last = page.objects.at(-1)?.key;
      if (!page.more || last === undefined) return;
      const inFolder = last.indexOf("/", prefix.length);
      startAfter = inFolder < 0 ? last : last.slice(0, inFolder + 1) + LAST;
      keys = inFolder < 0 ? MOST_KEYS : FEW_KEYS;
    }
    for await (const page of this.#pages({ prefix })) {
      const begin = startAfter;
      yield begin === undefined ? page : { ...page, objects: page.objects.filter(({ key }) => isAfter(key, begin)) };
    }
  }

  /** All pages, one after the other. What lies before `startAfter` is left out, whether the server knows it or not. */
  async *#pages(request: Request): AsyncGenerator<ListPage> {
    const { startAfter } = request;
    for (let next = request; ; ) {
      const page = await this.#page(next);
      yield startAfter === undefined
        ? page
        : { ...page, objects: page.objects.filter(({ key }) => isAfter(key, startAfter)) };
      if (!page.more) return;
      if (page.token !== undefined) next = { ...request, token: page.token };
      else {
        // Truncated without a token: the last name of the page tells where to go on.
        const last = lastOf(page);
        if (last === undefined || (next.startAfter !== undefined && !isAfter(last, next.startAfter))) {
          throw new Stuck(request.prefix);
        }
        next = { ...request, startAfter: last };
      }
    }
  }

  async #page({ prefix, byFolder, startAfter, keys, token }: Request): Promise<Page> {
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
    return withRetries(this.tools, async () => pageOf(await this.client().send(command, { abortSignal: signal })));
  }
}
