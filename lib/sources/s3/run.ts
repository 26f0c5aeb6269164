import { setMaxListeners } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { untilEngineAnswers } from "../engine-away";
import type { ReaderContext } from "../reader";
import type { S3Settings, SourceNotice, TimeSpan } from "../source";
import { batches } from "./batches";
import { deliveryOf, type SetAside, setAsideAfter } from "./delivery";
import { type Attempt, partitionOf, s3ErrorKind } from "./errors";
import { toFailure } from "./failure";
import { type Fetched, Fetcher } from "./fetch";
import { Sieve } from "./fresh";
import { FILE_SECONDS } from "./keys";
import { BucketLister } from "./list";
import { type S3Object, timeOf, type Wanted } from "./object";
import { contentOf, ObjectMemory, type ObjectRow } from "./objects";
import { removeReplaced } from "./replaced";
import { type Found, walk } from "./walk";

/** Set-aside objects that are remembered by name. */
const REMEMBERED = 10_000;
/** Records are seldom delivered later than this after they started. */
const LATE_SECONDS = 1800;

/** One run of one S3 source: finds objects, takes them in, and knows what became of them. */
export class S3Run {
  readonly #settings: S3Settings;
  readonly #lister: BucketLister;
  readonly #memory: ObjectMemory;
  readonly #sieve: Sieve;
  readonly #fetcher: Fetcher;
  readonly #listing: Attempt;
  readonly #getting: Attempt;
  #setAside: SetAside = new Map();
  #passed: { count: number; example: ObjectRow | null } = { count: 0, example: null };
  /** Objects that need no reading, to be told with the next delivery. */
  #toTell: ObjectRow[] = [];
  #replaces = false;
  #folders = 0;
  /** The newest time that the present look has met. */
  #top: number | null = null;
  #oldest: number | null = null;
  #newest: number | null = null;

  constructor(
    private readonly context: ReaderContext,
    settings: S3Settings,
  ) {
    const { engine, clock, signal, spool } = context;
    // Every request listens.
    setMaxListeners(0, signal);
    const client = () => context.aws.at(settings).s3;
    const bucket = `arn:${partitionOf(settings.region)}:s3:::${settings.bucket}`;
    this.#settings = settings;
    this.#listing = { action: "s3:ListBucket", resource: bucket };
    this.#getting = { action: "s3:GetObject", resource: `${bucket}/${settings.prefix}*` };
    this.#lister = new BucketLister(client, settings, { clock, signal });
    const { id } = context.document();
    this.#memory = new ObjectMemory(engine, id, () => context.document().progress.batch, spool);
    this.#sieve = new Sieve(this.#memory, settings);
    this.#fetcher = new Fetcher({ clock, signal, client, settings });
  }

  /** Requests for listings so far. */
  get requests(): number {
    return this.#lister.requests;
  }

  /** Epoch seconds: the newest time of an object met so far. */
  get newest(): number | null {
    return this.#newest;
  }

  /** What is set aside: objects that could not be read, or not in full. */
  get setAside(): SetAside {
    return this.#setAside;
  }

  /** Could this object not be had, so that it is tried again? */
  isTriedAgain(key: string): boolean {
    return this.#sieve.isTriedAgain(key);
  }

  /** What should be known of the source. */
  notices(): SourceNotice[] {
    const { count, example } = this.#passed;
    if (!example) return [];
    const message = `${count} ${count === 1 ? "object was" : "objects were"} passed over, such as ${example.key}: ${example.reason}`;
    return [{ code: "skipped", message: message.slice(0, 500) }];
  }

  /** Remembers what an earlier run set aside, and finishes what it began. */
  async begin(): Promise<void> {
    this.#setAside = setAsideAfter(new Map(), await this.#ask(() => this.#memory.setAside(REMEMBERED)));
    this.#passed = await this.#ask(() => this.#memory.skipped());
    await removeReplaced(this.context, this.#memory);
  }

  /**
   * Looks for new objects at these times, and takes them in.
   * @returns what is read to its end by now; null when nothing was found. @throws SourceFailure
   */
  async look(wanted: Wanted): Promise<TimeSpan | null> {
    const began = this.#now();
    this.#top = null;
    await this.#takeIn(this.#fresh(walk(this.#lister, this.#settings.prefix, wanted, began)));
    const { since, until } = this.#settings;
    const top = until !== null && began >= until + LATE_SECONDS ? until : this.#top;
    if (top === null) return null;
    return { from: wanted.since ?? since ?? this.#oldest ?? top, to: Math.min(top, until ?? top) };
  }

  /** Takes in objects that were announced. @throws SourceFailure */
  async take(objects: readonly S3Object[]): Promise<void> {
    const found = async function* (): AsyncGenerator<Found> {
      yield { objects, reached: null };
    };
    await this.#takeIn(this.#fresh(found()));
  }

  #now(): number {
    return Math.floor(this.context.clock.now() / 1000);
  }

  #ask<T>(question: () => Promise<T>): Promise<T> {
    return untilEngineAnswers(this.context.clock, question, this.context.signal);
  }

  /** Leaves out what is known, and what need not be read. */
  async *#fresh(found: AsyncIterable<Found>): AsyncGenerator<Found> {
    for await (const { objects, reached } of found) {
      const fresh = await this.#ask(() => this.#sieve.fresh(objects, this.#now()));
      for (const object of objects) this.#meet(timeOf(object));
      this.#toTell.push(...fresh.skipped);
      this.#replaces ||= fresh.replaces;
      yield { objects: fresh.objects, reached };
    }
  }

  #meet(time: number): void {
    if (time === 0) return;
    this.#top = Math.max(this.#top ?? 0, time + FILE_SECONDS);
    this.#newest = Math.max(this.#newest ?? 0, time);
    this.#oldest = Math.min(this.#oldest ?? time, time);
  }

  /** Downloads batch after batch; while one is put into the store, the next is downloaded. */
  async #takeIn(found: AsyncIterable<Found>): Promise<void> {
    let delivering: Promise<void> = Promise.resolve();
    try {
      for await (const { objects, reached } of batches(found, this.context.clock)) {
        const folder = join(this.context.spool, `batch-${++this.#folders}`);
        await mkdir(folder, { recursive: true });
        const fetched = await this.#fetch(objects, folder);
        await delivering;
        delivering = this.#deliver(fetched, this.#span(reached)).finally(() =>
          rm(folder, { recursive: true, force: true }),
        );
        delivering.catch(() => undefined);
      }
      await delivering;
      await this.#deliver([], null);
    } catch (error) {
      throw this.#failure(error, this.#listing);
    } finally {
      // Its files are still being read.
      await delivering.catch(() => undefined);
    }
  }

  /** What is read to its end once all files of this time and later are in. */
  #span(reached: number | null): TimeSpan | null {
    if (reached === null || this.#top === null) return null;
    const { since, until } = this.#settings;
    return { from: Math.max(reached, since ?? reached), to: Math.min(this.#top, until ?? this.#top) };
  }

  /** Downloads; credentials that have expired are renewed once. */
  async #fetch(objects: readonly S3Object[], folder: string): Promise<Fetched[]> {
    const { aws } = this.context;
    const used = aws.at(this.#settings);
    const fetch = (): Promise<Fetched[]> => this.#fetcher.fetch(objects, folder);
    const renewed = (error: unknown): Promise<Fetched[]> => {
      if (s3ErrorKind(error) !== "credentials") throw error;
      aws.forget(this.#settings, used);
      return fetch();
    };
    return fetch()
      .catch(renewed)
      .catch((error: unknown) => {
        throw this.#failure(error, this.#getting);
      });
  }

  /** What stops the source. Its next run asks for credentials anew when it was for them. */
  #failure(error: unknown, attempt: Attempt): unknown {
    this.context.signal.throwIfAborted();
    const { aws } = this.context;
    if (s3ErrorKind(error) === "credentials") aws.forget(this.#settings, aws.at(this.#settings));
    return toFailure(error, attempt);
  }

  /** Puts what came into the store, and what is known of it beside it. */
  async #deliver(fetched: readonly Fetched[], read: TimeSpan | null): Promise<void> {
    const skipped = this.#toTell.splice(0);
    if (fetched.length === 0 && skipped.length === 0 && read === null) return;
    const { delivery, rows } = deliveryOf({
      fetched: await this.#withoutKnown(fetched),
      skipped,
      setAside: () => this.#setAside,
      read,
      attempt: this.#getting,
      write: (batch, all) => this.#memory.write(batch, all),
    });
    const done = rows(await this.context.deliver(delivery));
    this.#setAside = setAsideAfter(this.#setAside, done);
    this.#sieve.note(done, this.#now());
    const passed = done.filter(({ state }) => state === "skipped");
    this.#passed = { count: this.#passed.count + passed.length, example: passed[0] ?? this.#passed.example };
    if (this.#replaces) await removeReplaced(this.context, this.#memory);
    this.#replaces = false;
  }

  /** Leaves out what turned out to be another content than was announced, and one that is read already. */
  async #withoutKnown(fetched: readonly Fetched[]): Promise<readonly Fetched[]> {
    const changed = fetched.flatMap((one) => ("path" in one && one.changed ? [one.object] : []));
    if (changed.length === 0) return fetched;
    const known = (await this.#ask(() => this.#memory.of(changed))).filter(({ state }) => state === "read");
    const read = new Set(known.map(contentOf));
    this.#replaces ||= changed.some((object) => known.some(({ key }) => key === object.key));
    return fetched.filter((one) => !("path" in one && one.changed && read.has(contentOf(one.object))));
  }
}
