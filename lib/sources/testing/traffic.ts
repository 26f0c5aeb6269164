import { flowEvents, INTERFACES, streamOf } from "./flow-lines";
import type { SourceBench } from "./source-bench";

export const GROUP = "/vpc/flow-logs";

/** What lies in a group of the fake: epoch seconds, and the messages in order. */
export interface Traffic {
  readonly from: number;
  readonly to: number;
  readonly messages: readonly string[];
}

/** Puts records of all three interfaces into a group, up to a minute ago. @param count records of each. */
export function putTraffic(
  { fake, clock }: Pick<SourceBench, "fake" | "clock">,
  count: number,
  hours = 6,
  format?: readonly string[],
): Traffic {
  const now = Math.floor(clock.now() / 1000);
  const [from, to] = [now - hours * 3600, now - 60];
  const all = INTERFACES.flatMap((interfaceId, n) => {
    const events = flowEvents({ interfaceId, from, seconds: to - from, count, seed: n + 1, ...(format && { format }) });
    fake.put(GROUP, streamOf(interfaceId), events);
    return events;
  });
  return { from, to, messages: all.map((event) => event.message).sort() };
}

/**
 * How two lists of messages differ: what is missing and what is there too often. Both empty when all are there once.
 */
export function differences(wanted: readonly string[], got: readonly string[]) {
  const left = new Map<string, number>();
  for (const message of wanted) left.set(message, (left.get(message) ?? 0) + 1);
  for (const message of got) left.set(message, (left.get(message) ?? 0) - 1);
  const missing = [...left].filter(([, n]) => n > 0).map(([message]) => message);
  const extra = [...left].filter(([, n]) => n < 0).map(([message]) => message);
  return { missing: missing.length, extra: extra.length, examples: [...missing.slice(0, 2), ...extra.slice(0, 2)] };
}

export const SAME = { missing: 0, extra: 0, examples: [] };

/** The messages that the store of a bench took in. */
export const taken = ({ intake }: Pick<SourceBench, "intake">): string[] => intake.lines.map((line) => line.text);
