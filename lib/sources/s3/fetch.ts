import { setMaxListeners } from "node:events";
import { join } from "node:path";
import { type DownloadTools, download } from "./download";
import { isLocal, type S3ErrorKind, s3ErrorKind } from "./errors";
import type { S3Object } from "./object";
import { type Unpacked, unpackSmall } from "./unpack";

/** What became of one object on its way here. */
export type Fetched =
  /**
   * `changed`: the content is another than was listed; `object` names the one that came.
   * `unpacked`: what the file holds now; null: it is as S3 has it.
   */
  | {
      readonly object: S3Object;
      readonly path: string;
      readonly changed: boolean;
      readonly unpacked: Unpacked | null;
    }
  | { readonly object: S3Object; readonly error: unknown; readonly kind: S3ErrorKind };

/** Downloads at once: many, because small objects are all waiting. Fewer while S3 asks to slow down. */
const MOST = 24;
const FEWEST = 2;
/** So many objects refused one after the other, and none had: it is not the objects. */
const ALL_REFUSED = 6;

/** What concerns one object only; anything else concerns all of them. */
const OF_ONE: ReadonlySet<S3ErrorKind> = new Set(["denied", "gone", "archived", "again", "other"]);

/** Downloads objects, several at once. */
export class Fetcher {
  #most = MOST;
  #refused = 0;
  #had = 0;
  #number = 0;

  constructor(private readonly tools: DownloadTools) {}

  /**
   * Downloads objects into a folder. The order stays.
   * @throws what concerns all objects: missing permission, bad credentials, no such bucket, no network; the signal's reason.
   */
  async fetch(objects: readonly S3Object[], folder: string): Promise<Fetched[]> {
    const results = new Array<Fetched>(objects.length);
    const stop = new AbortController();
    const signal = AbortSignal.any([this.tools.signal, stop.signal]);
    // Every download listens.
    setMaxListeners(0, signal);
    const tools: DownloadTools = { ...this.tools, signal, failed: (error) => this.#slowDown(error) };
    let next = 0;
    const work = async (worker: number): Promise<void> => {
      for (;;) {
        if (worker >= this.#most || next >= objects.length) return;
        const index = next++;
        const object = objects[index] as S3Object;
        results[index] = await this.#one(tools, object, join(folder, `object-${++this.#number}`));
      }
    };
    // Workers that ended because S3 asked to slow down are not started again before the next batch.
    const workers = Array.from({ length: Math.min(this.#most, objects.length) }, (_, worker) => work(worker));
    try {
      await Promise.all(workers);
    } catch (error) {
      stop.abort(error);
      await Promise.allSettled(workers);
      throw error;
    }
    this.#most = Math.min(MOST, this.#most + 4);
    return results;
  }

  async #one(tools: DownloadTools, object: S3Object, path: string): Promise<Fetched> {
    try {
      const { etag, size } = await download(tools, object.key, path, object);
      this.#had++;
      this.#refused = 0;
      const unpacked = await unpackSmall(path, size);
      return { object: { ...object, etag, size }, path, changed: etag !== object.etag, unpacked };
    } catch (error) {
      this.tools.signal.throwIfAborted();
      const kind = s3ErrorKind(error);
      if (!OF_ONE.has(kind) || isLocal(error)) throw error;
      if (kind === "denied" && this.#had === 0 && ++this.#refused >= ALL_REFUSED) throw error;
      if (kind === "again" && ++this.#refused >= ALL_REFUSED) throw error;
      return { object, error, kind };
    }
  }

  #slowDown(error: unknown): void {
    const { name } = error as { name?: unknown };
    if (name === "SlowDown" || name === "ThrottlingException")
      this.#most = Math.max(FEWEST, Math.floor(this.#most / 2));
  }
}
