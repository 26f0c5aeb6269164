import type { Engine } from "../../engine/engine";
import { missingAction } from "../aws-errors";
import { type ReaderContext, SourceFailure, type SourceReader } from "../reader";
import type { S3Settings, SourceNotice, TimeSpan } from "../source";
import { union } from "../spans";
import { awsSentence, partitionOf, s3ErrorKind } from "./errors";
import { forgetObjects } from "./objects";
import { ObjectQueue } from "./queue";
import { S3Run } from "./run";
import { Schedule } from "./schedule";

/** How often a bucket is listed. */
export interface Pace {
  /** Milliseconds between looks: at least, at most, and for each request that a look takes. */
  readonly leastMs: number;
  readonly mostMs: number;
  readonly perRequestMs: number;
  /** A look at everything that takes at most so many requests is taken each time. */
  readonly cheap: number;
}

/** 1,000 requests for listings cost half a cent: at this pace, a source costs some cents a day. */
const AWS_PACE: Pace = { leastMs: 10_000, mostMs: 600_000, perRequestMs: 1000, cheap: 5 };
/** With an endpoint of one's own, requests cost nothing. */
const OWN_PACE: Pace = { leastMs: 5000, mostMs: 600_000, perRequestMs: 20, cheap: 500 };
/** After the end of a bounded range, delivery is waited for so long. */
const LATE_SECONDS = 3600;

/** Reads flow logs from S3: lists newest days first, then follows by listing again or through a queue. */
export class S3Reader implements SourceReader {
  /** @param pace for tests that cannot wait. */
  constructor(private readonly pace: Pace | null = null) {}

  async run(context: ReaderContext): Promise<void> {
    const { settings } = context.document();
    if (settings.kind !== "s3") throw new TypeError(`Source ${context.document().id} is not in S3.`);
    const own = context.aws.at(settings).s3.config.forcePathStyle === true;
    await new Following(context, settings, this.pace ?? (own ? OWN_PACE : AWS_PACE)).run();
  }

  forget(engine: Engine, source: number, aboveBatch?: number): Promise<void> {
    return forgetObjects(engine, source, aboveBatch);
  }
}

/** Look after look, until all is read or for ever. */
class Following {
  readonly #run: S3Run;
  readonly #schedule: Schedule;
  readonly #queue: ObjectQueue | null;
  #queueNotice: SourceNotice | null = null;

  constructor(
    private readonly context: ReaderContext,
    private readonly settings: S3Settings,
    private readonly pace: Pace,
  ) {
    const { aws, clock, signal } = context;
    const { queueUrl } = settings;
    this.#run = new S3Run(context, settings);
    this.#schedule = new Schedule(settings, pace.cheap);
    this.#queue = queueUrl
      ? new ObjectQueue(() => aws.at(settings).sqs, { ...settings, queueUrl }, { clock, signal })
      : null;
  }

  async run(): Promise<void> {
    await this.#run.begin();
    for (;;) {
      const began = this.#now();
      const before = this.#run.requests;
      const wanted = this.#schedule.next(began, this.#run.newest);
      const read = await this.#run.look(wanted);
      this.#schedule.took(wanted, this.#run.requests - before);
      await this.#inStep(began, read);
      const { follow, until } = this.settings;
      if (!follow || (until !== null && began > until + LATE_SECONDS)) break;
      await this.#wait(this.#run.requests - before);
    }
    const [first] = this.#run.setAside.values();
    if (!first) return;
    const count = this.#run.setAside.size;
    throw new SourceFailure(
      "set_aside",
      `${count === 1 ? "An object" : `${count} objects`} could not be read; the rest is in. ${first.reason}`.slice(
        0,
        500,
      ),
    );
  }

  #now(): number {
    return Math.floor(this.context.clock.now() / 1000);
  }

  /** Says that everything that was there has been taken in. */
  async #inStep(at: number, read: TimeSpan | null): Promise<void> {
    const state = this.settings.follow ? "following" : "reading";
    const notices = [...this.#run.notices(), ...(this.#queueNotice ? [this.#queueNotice] : [])];
    await this.context.save({
      state,
      error: null,
      notices,
      progress: (progress) => ({
        ...progress,
        inStepAt: at,
        read: read ? union([...progress.read, read]) : progress.read,
      }),
    });
  }

  /** Waits for the next look; meanwhile takes in what the queue announces. */
  async #wait(requests: number): Promise<void> {
    const { leastMs, mostMs, perRequestMs } = this.pace;
    const { clock, signal } = this.context;
    if (this.#queue) {
      await this.#listen(this.#queue);
      if (!this.#queueNotice) return;
    }
    await clock.sleep(Math.min(mostMs, Math.max(leastMs, requests * perRequestMs)), signal);
  }

  /** Takes in announced objects until a deeper look is due, an announcement may be lost, or the queue cannot be read. */
  async #listen(queue: ObjectQueue): Promise<void> {
    while (this.#now() < this.#schedule.deeperAt() && !queue.takeCut()) {
      const began = this.#now();
      const announced = await queue.receive().catch((error: unknown) => this.#deaf(error));
      if (!announced) return;
      this.#queueNotice = null;
      const objects = announced.flatMap((one) => one.objects);
      if (objects.length > 0) await this.#run.take(objects);
      await this.#inStep(began, null);
      // Only now: their records are in the store. What could not be had comes again.
      const done = announced.filter((one) => !one.objects.some(({ key }) => this.#run.isTriedAgain(key)));
      await queue.remove(done).catch((error: unknown) => this.#deaf(error));
    }
  }

  /** The queue cannot be read: the source goes on by listing, and says why. */
  #deaf(error: unknown): null {
    this.context.signal.throwIfAborted();
    const { queueUrl, region } = this.settings;
    const [account, name] = new URL(queueUrl ?? "").pathname.split("/").slice(-2);
    const attempt = {
      action: "sqs:ReceiveMessage",
      resource: `arn:${partitionOf(region)}:sqs:${region}:${account}:${name}`,
    };
    const denied = s3ErrorKind(error) === "denied";
    this.#queueNotice = {
      code: denied ? "missing_permission" : "queue",
      message: `The queue cannot be read, so the bucket is listed instead. ${awsSentence(error, attempt)}`,
      ...(denied && { action: missingAction(error, attempt.action) }),
    };
    return null;
  }
}
