import { afterEach, expect, test } from "vitest";
import { flowEvents, INTERFACES, streamOf } from "../testing";
import type { Treatment } from "../testing/http-proxy";
import { startTestProxy, type TestProxy } from "../testing/http-proxy";
import { cloudwatchSettings, type SourceBench, startSourceBench } from "../testing/source-bench";
import { differences, GROUP, putTraffic, SAME, taken } from "../testing/traffic";

let bench: SourceBench;
let proxy: TestProxy;
afterEach(async () => {
  await bench?.close();
  await proxy?.close();
});

/** Numbers from 0 to 1, the same for each seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const THROTTLED: Treatment = { status: 400, code: "ThrottlingException", message: "Rate exceeded" };

/** What a line and AWS do to a share of all requests: bursts of throttling, cuts, slow answers, tokens that expire. */
function turmoil(chance: () => number): () => Treatment {
  let burst = 0;
  return () => {
    if (burst > 0) {
      burst--;
      return THROTTLED;
    }
    const kind = chance();
    if (kind < 0.08) {
      burst = 3 + Math.floor(chance() * 6);
      return THROTTLED;
    }
    if (kind < 0.2) return { cutAfter: Math.floor(chance() * 60_000) };
    if (kind < 0.24) return { endAfter: Math.floor(chance() * 20_000) };
    if (kind < 0.3) return { status: 503, code: "ServiceUnavailableException" };
    if (kind < 0.5) return { bytesPerSecond: 500_000 };
    if (kind < 0.58) bench.fake.expireTokens();
    return null;
  };
}

test("all at once, and a chosen stream is deleted in the middle: every event once", { timeout: 240_000 }, async () => {
  bench = await startSourceBench({ pages: { events: 300 } }, 30, {
    connectMs: 2_000,
    answerMs: 3_000,
    silenceMs: 1_000,
  });
  proxy = await startTestProxy(bench.fake.url);
  process.env.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS = proxy.endpoint;
  const traffic = putTraffic(bench, 700, 6);
  // One stream more, which will be gone: of its events any number may be there, each at most once.
  const doomed = "eni-0ffffffffffffffff-all";
  const lost = flowEvents({
    interfaceId: "eni-0ffffffffffffffff",
    from: traffic.from,
    seconds: 6 * 3600 - 60,
    count: 700,
    seed: 99,
  });
  bench.fake.put(GROUP, doomed, lost);
  const mess = turmoil(chances(3));
  let requests = 0;
  proxy.treat(() => {
    if (++requests === 12) bench.fake.deleteStream(GROUP, doomed);
    return mess();
  });
  const streams = [...INTERFACES.map(streamOf), doomed];
  const settings = cloudwatchSettings(bench, GROUP, { since: traffic.from, streams, follow: true });
  const { id } = await bench.service().create(settings);
  const wanted = [...traffic.messages];
  const isDoomed = (message: string): boolean => message.includes("eni-0ffffffffffffffff");
  const theirs = (): string[] => taken(bench).filter((message) => !isDoomed(message));
  await bench.until(id, ({ state }) => state === "following");
  expect(differences(wanted, theirs())).toEqual(SAME);

  // What comes while it is followed, some of it late.
  const [first] = INTERFACES;
  for (const ago of [5, 400, 3_000]) {
    const from = Math.floor(bench.clock.now() / 1000) - ago;
    const events = flowEvents({ interfaceId: first, from, seconds: 4, count: 40, seed: ago });
    bench.fake.put(GROUP, streamOf(first), events);
    wanted.push(...events.map(({ message }) => message));
  }
  await bench.until(id, () => theirs().length >= wanted.length);
  const reached = bench.service().get(id)?.progress.inStepAt ?? 0;
  // Everything of the last hour is read again a few times.
  await bench.until(id, ({ progress }) => (progress.inStepAt ?? 0) > reached + 60);
  expect(differences(wanted, theirs())).toEqual(SAME);
  const gone = taken(bench).filter(isDoomed);
  expect(new Set(gone).size).toBe(gone.length);
  const { notices, progress } = bench.service().get(id) ?? { notices: [], progress: null };
  expect(notices).toContainEqual(expect.objectContaining({ code: "stream_deleted" }));
  expect(progress?.failed).toEqual([]);
  expect(progress?.read).toHaveLength(1);
});
