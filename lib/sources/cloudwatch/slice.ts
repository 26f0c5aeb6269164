import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type FilteredLogEvent, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CallFailed, type CallTools, callAws, FILTER_LOG_EVENTS, TokenExpired } from "../call";
import type { Turn } from "../limiter";
import type { CloudWatchSettings, SourceFormat, TimeSpan } from "../source";
import { lineOf } from "./message";
import { PAGE_EVENTS, type SliceCost } from "./planner";
import { eventKey, type SeenEvent, type SeenEvents } from "./seen";

/** Lines of one slice in one field order, in a spool file. */
export interface SliceFile {
  readonly path: string;
  readonly format: SourceFormat;
  readonly lines: number;
}

/** A slice that was read to its end. */
export interface ReadSlice {
  readonly span: TimeSpan;
  readonly files: readonly SliceFile[];
  /** The events to remember; empty for slices that are never read again. */
  readonly events: readonly SeenEvent[];
  /** Whether its events are remembered, those that were known before included. */
  readonly remembered: boolean;
  readonly cost: SliceCost;
}

/** How a slice is read. */
export interface SliceTools extends CallTools {
  readonly settings: CloudWatchSettings;
  /** The streams to ask; null is all. */
  readonly streams: readonly string[] | null;
  /** Chooses a line's field order. Called for lines only once there are any. */
  readonly formatOf: () => Promise<(line: string) => SourceFormat>;
  readonly spool: string;
}

/** What is asked of one reading. */
export interface SliceRequest {
  readonly span: TimeSpan;
  /** A name of its own for the spool files. */
  readonly name: string;
  /** Keys of the events in the span that are known; null when the span was never read and will not be again. */
  readonly seen: SeenEvents | null;
  /** The turn of the first request was taken. */
  readonly granted: boolean;
  /** The place in the queue of its further pages. */
  readonly turn: Turn;
  /** Told the time of the first page's last event; true ends the reading: the slice is to be cut up. */
  readonly tooLarge: (reached: number) => boolean;
}

interface PageRequest {
  readonly range: TimeSpan;
  readonly limit: number;
  readonly token: string | undefined;
}

const RESTARTS = 3;

/**
 * Reads all events of a slice into spool files, each event once. Begins again when its page token is refused.
 * @returns null when it was found too large. @throws TokenExpired when that goes on; what `callAws` throws.
 */
export async function readSlice(tools: SliceTools, request: SliceRequest): Promise<ReadSlice | null> {
  for (let restarts = 0; ; restarts++) {
    const reading = new SliceReading(tools, request);
    try {
      return (await reading.run(restarts === 0 && request.granted)) ? reading.result() : await reading.drop();
    } catch (error) {
      await reading.drop();
      if (!(error instanceof TokenExpired) || restarts >= RESTARTS) throw error;
    }
  }
}

/** An event's id as a text. Some stand-ins give numbers, from 0 on. */
const idOf = ({ eventId }: FilteredLogEvent): string => String(eventId ?? "");

interface OpenFile {
  readonly path: string;
  readonly format: SourceFormat;
  lines: number;
}

/** One attempt at a slice. */
class SliceReading {
  readonly #files = new Map<string, OpenFile>();
  /** What was met in this reading: pages may repeat events. */
  readonly #met = new Set<string>();
  readonly #copies = new Map<string, number>();
  readonly #fresh: SeenEvent[] = [];
  #requests = 0;
  #events = 0;
  #bytes = 0;

  constructor(
    private readonly tools: SliceTools,
    private readonly request: SliceRequest,
  ) {}

  /** @returns false when the slice is too large. */
  async run(granted: boolean): Promise<boolean> {
    const { from, to } = this.request.span;
    return this.#read({ from: from * 1000, to: to * 1000 }, granted);
  }

  /** @param range epoch milliseconds, the end left out. @param limit events of a page at most. */
  async #read(range: TimeSpan, granted: boolean, limit = PAGE_EVENTS): Promise<boolean> {
    let token: string | undefined;
    do {
      const page = await this.#page({ range, limit, token }, granted && token === undefined);
      await this.#take(page.events);
      if (page.token === undefined && page.events.length >= limit) return this.#rest(range, limit);
      if (page.token !== undefined && this.#requests === 1 && page.events.length > 0) {
        const reached = Math.max(...page.events.map((event) => event.timestamp ?? 0)) / 1000;
        if (this.request.tooLarge(reached)) return false;
      }
      // A token that leads back to itself with nothing new is an end, too.
      if (page.token === token && page.events.length === 0) break;
      token = page.token;
    } while (token !== undefined);
    return true;
  }

  /**
   * A page that is full to its limit has a token in AWS. Stand-ins such as LocalStack's may leave out the rest without one:
   * it is asked for in halves, until they fit.
   */
  async #rest({ from, to }: TimeSpan, limit: number): Promise<boolean> {
    const middle = Math.floor((from + to) / 2);
    if (middle > from) {
      await this.#read({ from: middle, to }, false);
      return this.#read({ from, to: middle }, false);
    }
    // A moment that has just as many as the limit: a smaller one tells whether there are tokens at all.
    if (limit === PAGE_EVENTS) return this.#read({ from, to }, false, PAGE_EVENTS - 1);
    const when = new Date(from).toISOString();
    throw new CallFailed(`There are ${PAGE_EVENTS} events or more at ${when}, and no token for the rest of them.`);
  }

  result(): ReadSlice {
    return {
      span: this.request.span,
      files: [...this.#files.values()].map((file) => ({ ...file })),
      events: this.#fresh,
      remembered: this.request.seen !== null,
      cost: { requests: this.#requests, events: this.#events, bytes: this.#bytes },
    };
  }

  async drop(): Promise<null> {
    for (const { path } of this.#files.values()) await rm(path, { force: true });
    return null;
  }

  async #page({ range, limit, token: nextToken }: PageRequest, granted: boolean) {
    const { settings, streams } = this.tools;
    const { turn } = this.request;
    const command = new FilterLogEventsCommand({
      logGroupName: settings.logGroup,
      startTime: range.from,
      // AWS's endTime is inclusive, that of other implementations is not: the moment itself is asked for and left out below.
      endTime: range.to,
      // AWS's default. Others have a smaller one, and some of those give no token for the rest.
      limit,
      ...(streams && { logStreamNames: [...streams] }),
      ...(nextToken !== undefined && { nextToken }),
    });
    const answer = await callAws(
      this.tools,
      settings,
      FILTER_LOG_EVENTS,
      ({ logs }, abortSignal) => logs.send(command, { abortSignal }),
      { granted, turn, sentToken: nextToken !== undefined },
    );
    this.#requests += 1;
    return { events: answer.events ?? [], token: answer.nextToken || undefined };
  }

  async #take(events: readonly FilteredLogEvent[]): Promise<void> {
    const { span, seen } = this.request;
    const lines = new Map<OpenFile, string[]>();
    const formatOf = events.length > 0 ? await this.tools.formatOf() : null;
    for (const event of events) {
      const time = event.timestamp ?? 0;
      const message = lineOf(event.message ?? "");
      if (!formatOf || time < span.from * 1000 || time >= span.to * 1000) continue;
      this.#events += 1;
      // AWS counts 26 bytes for each event beside its text.
      this.#bytes += message.length + 26;
      if (message === "" || !this.#isNew(event, time, message, seen)) continue;
      const file = this.#fileOf(formatOf(message));
      file.lines += 1;
      const list = lines.get(file);
      if (list) list.push(message);
      else lines.set(file, [message]);
    }
    for (const [file, list] of lines) await appendFile(file.path, `${list.join("\n")}\n`);
  }

  #isNew(event: FilteredLogEvent, time: number, message: string, seen: SeenEvents | null): boolean {
    const stream = event.logStreamName ?? "";
    const id = idOf(event) || this.#madeUpId(stream, time, message);
    // Stream and id name an event of AWS. Others count from 0 again after a restart: then the time tells.
    const name = `${stream}\0${id}\0${time}`;
    if (this.#met.has(name)) return false;
    this.#met.add(name);
    if (!seen) return true;
    const key = eventKey(stream, id);
    if (seen.has({ key, time })) return false;
    this.#fresh.push({ key, time });
    return true;
  }

  /** For servers that give no event ids: the text with the count of its copies so far. */
  #madeUpId(stream: string, time: number, message: string): string {
    const text = `${stream}\0${time}\0${message}`;
    const copies = (this.#copies.get(text) ?? 0) + 1;
    this.#copies.set(text, copies);
    return `${copies}\0${text}`;
  }

  #fileOf(format: SourceFormat): OpenFile {
    const key = format.fields.join(" ");
    let file = this.#files.get(key);
    if (!file) {
      file = { path: join(this.tools.spool, `${this.request.name}-${this.#files.size}`), format, lines: 0 };
      this.#files.set(key, file);
    }
    return file;
  }
}
