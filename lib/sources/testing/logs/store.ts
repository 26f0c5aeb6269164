import type { Now } from "../server/quota";
import type { Queries } from "./insights/queries";

/** An event to be put in. */
export interface NewEvent {
  /** Milliseconds since the epoch; for a flow log the record's start. */
  readonly timestamp: number;
  readonly message: string;
  /** When it is delivered, in the fake's time: until then nobody sees it. Absent: it is there at once. */
  readonly deliveredAt?: number;
}

/** An event as the service keeps it. */
export interface StoredEvent {
  readonly eventId: string;
  readonly stream: string;
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
  readonly deliveredAt: number;
  readonly size: number;
}

export interface Stream {
  readonly name: string;
  readonly created: number;
}

export interface Group {
  readonly name: string;
  readonly created: number;
  readonly streams: Map<string, Stream>;
  retentionInDays: number | undefined;
  /** In order of time, then of id; sorted again when something was put in. */
  events: StoredEvent[];
  sorted: boolean;
}

const DAY_MS = 86_400_000;
/** What the service adds to each message when it counts bytes. */
export const EVENT_OVERHEAD = 26;
/** How long after its start a flow record usually arrives. */
const USUAL_DELAY_MS = 300_000;

/** Order of events in every answer: by time, then by id. */
export const inOrder = (a: Key, b: Key): number =>
  a.timestamp - b.timestamp || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

/** The place of an event in the order. */
export interface Key {
  readonly timestamp: number;
  readonly eventId: string;
}

/** The log groups of one account and region. */
export class LogStore {
  readonly groups = new Map<string, Group>();
  /** Logs Insights queries that were started here. */
  readonly queries: Queries = new Map();
  #count = 0n;

  constructor(readonly now: Now) {}

  /** The group, made if it is not there. */
  ensureGroup(name: string): Group {
    const known = this.groups.get(name);
    if (known) return known;
    const group: Group = {
      name,
      created: this.now(),
      streams: new Map(),
      retentionInDays: undefined,
      events: [],
      sorted: true,
    };
    this.groups.set(name, group);
    return group;
  }

  /** The stream, made if it is not there. */
  ensureStream(group: Group, name: string): Stream {
    const known = group.streams.get(name);
    if (known) return known;
    const stream: Stream = { name, created: this.now() };
    group.streams.set(name, stream);
    return stream;
  }

  /** Adds events to a stream; both are made if they are not there. */
  put(groupName: string, streamName: string, events: readonly NewEvent[]): void {
    const group = this.ensureGroup(groupName);
    this.ensureStream(group, streamName);
    const now = this.now();
    for (const event of events) {
      const arrived = event.deliveredAt ?? Math.min(now, event.timestamp + USUAL_DELAY_MS);
      group.events.push({
        // Ids are 56 digits and grow with the time of the event, then with the order of arrival.
        eventId: `3${String(event.timestamp).padStart(13, "0")}${String(++this.#count).padStart(42, "0")}`,
        stream: streamName,
        timestamp: event.timestamp,
        message: event.message,
        ingestionTime: arrived,
        deliveredAt: event.deliveredAt ?? Number.NEGATIVE_INFINITY,
        size: Buffer.byteLength(event.message) + EVENT_OVERHEAD,
      });
    }
    group.sorted = false;
  }

  deleteStream(group: Group, name: string): void {
    group.streams.delete(name);
    group.events = group.events.filter((event) => event.stream !== name);
  }

  /** All events in order, delivered or not. */
  ordered(group: Group): readonly StoredEvent[] {
    if (!group.sorted) {
      group.events.sort(inOrder);
      group.sorted = true;
    }
    return group.events;
  }

  /** Whether an event can be seen now: delivered, and not older than the group keeps. */
  visible(group: Group, event: StoredEvent): boolean {
    const now = this.now();
    if (event.deliveredAt > now) return false;
    return group.retentionInDays === undefined || event.timestamp >= now - group.retentionInDays * DAY_MS;
  }
}

/** The index of the first event that is not before the key. */
export function lowerBound(events: readonly StoredEvent[], key: Key): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const event = events[middle];
    if (event && inOrder(event, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
