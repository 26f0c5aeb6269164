import type { Engine } from "../../engine/engine";
import { type ReaderContext, SourceFailure, type SourceReader } from "../reader";
import type { CloudWatchSettings, SourceNotice } from "../source";
import { difference, intersection } from "../spans";
import { followCheckpoint, LATE_SECONDS, remembering } from "./checkpoint";
import { follow } from "./follow";
import { Formats } from "./format-holder";
import type { FoundFormats } from "./formats";
import { readLate, rereadSpan } from "./late";
import { Outbox } from "./outbox";
import { Density } from "./planner";
import { forgetEvents } from "./seen";
import { Streams } from "./streams";
import { Sweep, type SweepRequest, type SweepResult } from "./sweep";
import { tellThrottling } from "./throttling";

/** Reads CloudWatch log groups: the range newest first, then what is new, every event once. */
export class CloudWatchReader implements SourceReader {
  async run(context: ReaderContext): Promise<void> {
    const { settings } = context.document();
    if (settings.kind !== "cloudwatch") throw new SourceFailure("kind", "This is no CloudWatch source.");
    await new CloudWatchRun(context, settings).run();
  }

  forget(engine: Engine, source: number, aboveBatch?: number): Promise<void> {
    return forgetEvents(engine, source, aboveBatch);
  }
}

/** One run of a source, from its start to a pause, an end, or a failure. */
class CloudWatchRun {
  readonly #outbox: Outbox;
  readonly #formats: Formats;
  readonly #streams: Streams;
  readonly #context: ReaderContext;
  /** Ends the other half when one half of the run fails. */
  readonly #stop = new AbortController();
  /** Following has come to its end. */
  readonly #followed = new AbortController();
  readonly #density = new Density();
  #sweeps = 0;
  #isAlive = false;
  #filled = false;

  constructor(
    context: ReaderContext,
    private readonly settings: CloudWatchSettings,
  ) {
    this.#context = { ...context, signal: AbortSignal.any([context.signal, this.#stop.signal]) };
    this.#outbox = new Outbox(this.#context);
    this.#formats = new Formats(this.#context, settings, (found) => this.#tellFormats(found));
    this.#streams = new Streams(this.#context, settings, (notice) => this.#notify(notice));
  }

  async run(): Promise<void> {
    const start = Math.floor(this.#context.clock.now() / 1000);
    // The formats are asked for while the first pages are on their way.
    this.#formats.chooser().catch(() => undefined);
    const caughtUp = this.#rereadLate(start);
    const halves = [this.#fill(start, caughtUp)];
    if (this.settings.follow) halves.push(this.#follow(start), this.#readLate(start, caughtUp));
    const guarded = halves.map((half) =>
      half.catch((error: unknown) => {
        this.#stop.abort(error);
        throw error;
      }),
    );
    const ended = new AbortController();
    const telling = tellThrottling(this.#context, this.settings, ended.signal);
    await Promise.allSettled(guarded);
    ended.abort();
    await telling;
    await this.#outbox.settled();
    if (this.#stop.signal.aborted) throw this.#stop.signal.reason;
  }

  /** The back-fill: what lies before the hour that following looks at, and was not read yet. */
  async #fill(start: number, caughtUp: Promise<void>): Promise<void> {
    const { since, until, follow: following } = this.settings;
    const { progress, createdAt } = this.#context.document();
    const end = following ? Math.min(until ?? start, start - LATE_SECONDS) : Math.min(until ?? createdAt, createdAt);
    const todo = difference([{ from: since, to: end }], progress.read);
    await caughtUp;
    // What is read again later has to be told from what is new then. Nothing else is worth the room.
    const recent = following ? intersection(todo, [rereadSpan(start)]) : [];
    await this.#sweep({ todo: recent, checked: true, level: "new", persistent: true });
    await this.#sweep({ todo: difference(todo, recent), checked: false, level: "new", persistent: true });
    this.#filled = true;
  }

  /** After a stop of some length: the hour before it may hold events that came late and that no look will meet again. */
  async #rereadLate(start: number): Promise<void> {
    const { askedAt, late } = followCheckpoint(this.#context.document().progress);
    if (askedAt === null) return;
    const before = { from: askedAt - LATE_SECONDS, to: askedAt };
    const range = { from: this.settings.since, to: start - LATE_SECONDS };
    const todo = intersection([...late, before], [range]);
    if (todo.length === 0) return;
    await this.#context.save({ progress: (progress) => remembering(progress, { late: todo }) });
    await this.#sweep({ todo, checked: true, level: "new", persistent: true });
    await this.#context.save({ progress: (progress) => remembering(progress, { late: [] }) });
  }

  async #follow(start: number): Promise<void> {
    await follow({
      start,
      context: this.#context,
      settings: this.settings,
      sweep: (request) => this.#sweep(request),
      inStep: async () => {
        if (this.#filled && this.#context.document().state !== "following") {
          await this.#context.save({ state: "following", error: null });
        }
      },
    });
    this.#followed.abort();
  }

  async #readLate(start: number, caughtUp: Promise<void>): Promise<void> {
    // Nothing may be read by two at a time: both would take what is new.
    await caughtUp;
    const sweep = (request: SweepRequest): Promise<SweepResult> => this.#sweep(request);
    await readLate({ context: this.#context, start, ended: this.#followed.signal, sweep });
  }

  async #sweep(request: SweepRequest): Promise<SweepResult> {
    if (request.todo.length === 0) return { requests: 0, failed: [] };
    const tools = {
      context: this.#context,
      settings: this.settings,
      formats: this.#formats,
      streams: this.#streams,
      outbox: this.#outbox,
      density: this.#density,
      alive: () => this.#alive(),
    };
    return new Sweep(tools, request, String(++this.#sweeps)).run();
  }

  /** The first slice that was read ends what an earlier failure said. */
  #alive(): void {
    if (this.#isAlive) return;
    this.#isAlive = true;
    if (this.#context.document().state === "failed") this.#context.touch({ state: "reading", error: null });
  }

  /** Shown at once, and written with the first delivery: pages do not wait for the ledger. */
  #tellFormats({ formats, notice }: FoundFormats): void {
    const sure = formats.filter((format) => format.origin !== "default");
    const told = sure.length > 0 ? sure : formats;
    const codes = new Set(["missing_permission", "format_unknown", "format_default"]);
    const others = this.#context.document().notices.filter(({ code }) => !codes.has(code));
    this.#context.touch({
      notices: notice ? [...others, notice] : others,
      progress: (progress) => ({ ...progress, formats: told }),
    });
  }

  async #notify(notice: SourceNotice): Promise<void> {
    const others = this.#context.document().notices.filter(({ code }) => code !== notice.code);
    await this.#context.save({ notices: [...others, notice] });
  }
}
