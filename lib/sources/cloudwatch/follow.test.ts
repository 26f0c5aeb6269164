import { afterEach, describe, expect, test } from "vitest";
import { cloudwatchSettings, type SourceBench, startSourceBench } from "../testing/source-bench";
import { differences, GROUP, putTraffic, SAME, taken } from "../testing/traffic";

let bench: SourceBench;
afterEach(() => bench?.close());

let count = 0;
/** Delivers one more record, whose time is so many seconds ago. */
function put(ago: number): string {
  const start = Math.floor(bench.clock.now() / 1000) - ago;
  const message = `2 123456789012 eni-0a1b2c3d4e5f60102 10.8.0.${++count} 10.0.0.2 40000 443 6 1 40 ${start} ${start + 1} ACCEPT OK`;
  bench.fake.put(GROUP, "eni-0a1b2c3d4e5f60102-all", [{ timestamp: start * 1000, message }]);
  return message;
}

/** Waits until the source was in step for so many more seconds. */
async function seconds(id: number, more: number): Promise<void> {
  const now = bench.clock.now() / 1000;
  await bench.until(id, ({ progress }) => (progress.inStepAt ?? 0) > now + more);
}

describe("following", () => {
  test("new and late events are taken once, though the last hour is read again and again", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 500, 3);
    const settings = cloudwatchSettings(bench, GROUP, { since: traffic.from, follow: true });
    const { id } = await bench.service().create(settings);
    await bench.until(id, ({ state }) => state === "following");
    const wanted = [...traffic.messages];
    wanted.push(put(5), put(300), put(3_400));
    await seconds(id, 60);
    expect(differences(wanted, taken(bench))).toEqual(SAME);
    wanted.push(put(2), put(1_800));
    await seconds(id, 60);
    expect(differences(wanted, taken(bench))).toEqual(SAME);
  });

  test("what comes hours late is taken once, also after a restart, and without reading everything again and again", async () => {
    bench = await startSourceBench({}, 60);
    const traffic = putTraffic(bench, 500, 30);
    const settings = cloudwatchSettings(bench, GROUP, { since: traffic.from, follow: true });
    const { id } = await bench.service().create(settings);
    await bench.until(id, ({ state }) => state === "following");
    const wanted = [...traffic.messages, put(5 * 3600), put(23 * 3600)];
    const has = (count: number) => bench.until(id, ({ progress }) => progress.counts.flows >= count);
    bench.clock.leap(2 * 3600 * 1000);
    await has(wanted.length);
    expect(differences(wanted, taken(bench))).toEqual(SAME);
    // Came while it was followed, and lies between what following looks at and what was read again.
    wanted.push(put(3 * 3600));
    const before = bench.fake.calls.length;
    await seconds(id, 120);
    expect(taken(bench)).toHaveLength(wanted.length - 1);
    const from = (input: unknown): number => (input as { startTime?: number }).startTime ?? 0;
    const old = bench.fake.calls.slice(before).filter(({ at, input }) => at - from(input) > 2.5 * 3600 * 1000);
    expect(old).toEqual([]);
    await bench.service().close();
    await bench.restart();
    bench.clock.leap(4 * 3600 * 1000);
    await has(wanted.length);
    await seconds(id, 120);
    expect(differences(wanted, taken(bench))).toEqual(SAME);
  });

  test("a pause stops it, and going on takes what came meanwhile, late events of the time before too", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 200, 2);
    const settings = cloudwatchSettings(bench, GROUP, { since: traffic.from, follow: true });
    const { id } = await bench.service().create(settings);
    await bench.until(id, ({ state }) => state === "following");
    const paused = await bench.service().pause(id);
    expect(paused?.state).toBe("paused");
    const calls = bench.fake.calls.length;
    const late = put(3_000);
    bench.clock.leap(5 * 3600 * 1000);
    const wanted = [...traffic.messages, late, put(4 * 3600), put(30)];
    expect(bench.fake.calls.length).toBe(calls);
    await bench.service().resume(id);
    await bench.until(id, ({ state, progress }) => state === "following" && progress.counts.flows >= wanted.length);
    await seconds(id, 30);
    expect(differences(wanted, taken(bench))).toEqual(SAME);
    const read = bench.service().get(id)?.progress.read;
    expect(read).toHaveLength(1);
  });

  test("a paused source stays paused over a restart", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 50, 2);
    const { id } = await bench
      .service()
      .create(cloudwatchSettings(bench, GROUP, { since: traffic.from, follow: true }));
    await bench.service().pause(id);
    const service = await bench.restart();
    expect(service.get(id)?.state).toBe("paused");
    await service.resume(id);
    await bench.until(id, ({ state }) => state === "following");
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });

  test("one with an end is done an hour after it", async () => {
    bench = await startSourceBench({}, 200);
    const traffic = putTraffic(bench, 50, 2);
    const until = Math.floor(bench.clock.now() / 1000) + 600;
    const settings = cloudwatchSettings(bench, GROUP, { since: traffic.from, follow: true, until });
    const { id } = await bench.service().create(settings);
    await bench.until(id, ({ state }) => state === "following");
    const inside = put(10);
    await seconds(id, 20);
    bench.clock.leap(2 * 3600 * 1000);
    await bench.until(id, ({ state }) => state === "done");
    expect(differences([...traffic.messages, inside], taken(bench))).toEqual(SAME);
    expect(bench.service().get(id)?.progress.read).toEqual([{ from: traffic.from, to: until }]);
  });

  test("while AWS cannot be reached the source has failed, and it comes back by itself", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 50, 2);
    const { id } = await bench
      .service()
      .create(cloudwatchSettings(bench, GROUP, { since: traffic.from, follow: true }));
    await bench.until(id, ({ state }) => state === "following");
    let away = true;
    const failure = { code: "ServiceUnavailableException", status: 503, times: 1e9, when: () => away };
    bench.fake.fail("FilterLogEvents", failure);
    const failed = await bench.until(id, ({ state }) => state === "failed");
    away = false;
    expect(failed.error?.code).toBe("unreachable");
    const wanted = [...traffic.messages, put(5)];
    const back = await bench.until(id, ({ state }) => state === "following");
    expect(back.error).toBeNull();
    await seconds(id, 10);
    expect(differences(wanted, taken(bench))).toEqual(SAME);
  });

  test("removing a source removes its records and what it remembers, while it reads", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 300, 2);
    const settings = cloudwatchSettings(bench, GROUP, { since: traffic.from, follow: true });
    const { id } = await bench.service().create(settings);
    const other = await bench.service().create({ ...settings, follow: false });
    await bench.until(other.id, ({ state }) => state === "done");
    await bench.until(id, ({ progress }) => progress.counts.flows > 0);
    expect(await bench.service().remove(id)).toBe(true);
    expect(bench.service().get(id)).toBeUndefined();
    expect(bench.intake.lines.filter((line) => line.input === id)).toEqual([]);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
    const { rows } = await bench.engine.query("SELECT 1 FROM source_events WHERE source = {id:UInt32} LIMIT 1", { id });
    expect(rows).toEqual([]);
    const service = await bench.restart();
    expect(service.list().map((source) => source.id)).toEqual([other.id]);
  });
});
