import { numberOf, type RecordValues, textOf } from "./record";
import { type KnownClient, rolesOf } from "./roles";

/** One record on the time line of a conversation. */
export interface Tick {
  /** Epoch seconds. */
  readonly start: number;
  readonly end: number;
  readonly lane: "to_server" | "to_client";
  readonly refused: boolean;
  readonly record: RecordValues;
}

/** A conversation as two lanes over one time axis. */
export interface Lanes {
  /** The address that is taken for the client's; undefined when no record names addresses. */
  readonly client: string | undefined;
  readonly server: string | undefined;
  /** The axis, epoch seconds; never of no length. */
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
}

/**
 * Lays the records of one conversation on two lanes: towards the server and back to the client.
 * @param focus the record whose ends decide who is the client; the others are told by their addresses.
 * @param known who the whole conversation says the client is.
 */
export function lanesOf(focus: RecordValues, records: readonly RecordValues[], known?: KnownClient): Lanes {
  const { client, server, towards } = rolesOf(focus, known);
  const sender = textOf(focus, "srcaddr");
  const ticks = records.flatMap((record): Tick[] => {
    const start = numberOf(record, "start");
    if (start === undefined) return [];
    // Both ends can be one address (a host that talks to itself): then each record is judged alone.
    const sameEnds = client.addr === server.addr;
    const alike = textOf(record, "srcaddr") === sender;
    const headsToServer = sameEnds ? rolesOf(record).towards === "server" : alike === (towards === "server");
    return [
      {
        start,
        end: Math.max(start, numberOf(record, "end") ?? start),
        lane: headsToServer ? "to_server" : "to_client",
        refused: textOf(record, "action") === "REJECT",
        record,
      },
    ];
  });
  ticks.sort((a, b) => a.start - b.start || a.end - b.end);
  const starts = ticks.map((tick) => tick.start);
  const ends = ticks.map((tick) => tick.end);
  const from = starts.reduce((least, start) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const to = ends.reduce((most, end) => Math.max(most, end), Number.NEGATIVE_INFINITY);
  const [first, last] = ticks.length === 0 ? [0, 1] : [from, to];
  // Air at both ends, at least half a minute, so that a single record is a tick and not the whole axis.
  const air = Math.max(30, (last - first) * 0.04);
  return { client: client.addr, server: server.addr, from: first - air, to: last + air, ticks };
}

/** What the lanes show, counted: the line under them and the text for screen readers. */
export interface LaneTotals {
  readonly toServer: { readonly accepted: number; readonly refused: number };
  readonly toClient: { readonly accepted: number; readonly refused: number };
}

/** Counts records per lane; a record without an action counts as accepted, because it was forwarded. */
export function laneTotals(lanes: Lanes): LaneTotals {
  const count = (lane: Tick["lane"]) => {
    const mine = lanes.ticks.filter((tick) => tick.lane === lane);
    const refused = mine.filter((tick) => tick.refused).length;
    return { accepted: mine.length - refused, refused };
  };
  return { toServer: count("to_server"), toClient: count("to_client") };
}

/** Moments for the axis: round steps of clock time, at most `most` of them. */
export function axisMoments(from: number, to: number, most = 4): number[] {
  const steps = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
    2_592_000,
  ];
  const step = steps.find((candidate) => (to - from) / candidate <= most) ?? Math.ceil((to - from) / most);
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step);
}
