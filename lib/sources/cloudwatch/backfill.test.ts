import { afterEach, describe, expect, test } from "vitest";
import { startBadProxy } from "../testing";
import { cloudwatchSettings, type SourceBench, startSourceBench } from "../testing/source-bench";
import { differences, GROUP, putTraffic, SAME, taken } from "../testing/traffic";

let bench: SourceBench;
afterEach(() => bench?.close());

const isDone = ({ state }: { state: string }): boolean => state === "done";
const pagesAsked = (): number =>
  bench.fake.calls.filter((call) => call.action === "FilterLogEvents" && call.error === null).length;

describe("the back-fill takes every event once", () => {
  test("through throttling, page limits and empty pages", async () => {
    bench = await startSourceBench({}, 20);
    const traffic = putTraffic(bench, 12_000);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const source = await bench.until(id, isDone);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
    expect(source.progress.counts.flows).toBe(traffic.messages.length);
    expect(source.progress.failed).toEqual([]);
    expect(source.progress.read).toEqual([{ from: traffic.from, to: source.createdAt }]);
    // 36,000 events are five full pages.
    expect(pagesAsked()).toBeLessThan(30);
  });

  test("when AWS allows far less than its quota, because others ask too", async () => {
    bench = await startSourceBench({ quotas: { FilterLogEvents: 1 }, pages: { events: 500 } });
    const traffic = putTraffic(bench, 3_000);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const slow = await bench.until(id, ({ notices }) => notices.some(({ code }) => code === "throttled"));
    expect(slow.notices.find(({ code }) => code === "throttled")?.message).toContain("logs:FilterLogEvents");
    const source = await bench.until(id, isDone);
    expect(source.notices.filter(({ code }) => code === "throttled")).toEqual([]);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
    expect(bench.fake.calls.some((call) => call.error === "ThrottlingException")).toBe(true);
  });

  test("when pages are cut at 1 MB", async () => {
    bench = await startSourceBench({ pages: { bytes: 20_000 } });
    const traffic = putTraffic(bench, 2_000);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    await bench.until(id, isDone);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
    expect(pagesAsked()).toBeGreaterThan(40);
  });

  test("when most pages are empty and still have a token", async () => {
    bench = await startSourceBench({ pages: { events: 1_000, fill: (page) => (page % 3 === 2 ? 0.5 : 0) } });
    const traffic = putTraffic(bench, 1_000);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    await bench.until(id, isDone);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });

  test("with events at the very edges of the range and of slices", async () => {
    bench = await startSourceBench();
    const now = Math.floor(bench.clock.now() / 1000);
    const [from, to] = [now - 7200, now - 600];
    const line = (time: number): string =>
      `2 123456789012 eni-0a1b2c3d4e5f60101 10.0.0.1 10.0.0.2 40000 443 6 1 40 ${time} ${time + 1} ACCEPT OK`;
    const times = Array.from({ length: to - from + 2 }, (_, n) => from - 1 + n);
    bench.fake.put(
      GROUP,
      "eni-0a1b2c3d4e5f60101-all",
      times.map((time) => ({ timestamp: time * 1000, message: line(time) })),
    );
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: from, until: to }));
    const source = await bench.until(id, isDone);
    const wanted = times.filter((time) => time >= from && time < to).map(line);
    expect(differences(wanted, taken(bench))).toEqual(SAME);
    expect(source.progress.read).toEqual([{ from, to }]);
  });

  test("when page tokens expire in the middle", async () => {
    bench = await startSourceBench({ pages: { events: 400 } });
    const traffic = putTraffic(bench, 2_000);
    let pages = 0;
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const timer = setInterval(() => {
      if (pagesAsked() > pages + 6 && pages < 18) {
        pages = pagesAsked();
        bench.fake.expireTokens();
      }
    }, 1);
    await bench.until(id, isDone);
    clearInterval(timer);
    expect(pages).toBeGreaterThan(0);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });

  test("over a line that cuts connections in the middle of answers", async () => {
    bench = await startSourceBench({ pages: { events: 700 } });
    const proxy = await startBadProxy({
      target: bench.fake.url,
      cutAfter: (connection) => (connection % 3 === 0 ? null : 100_000 + connection * 7_001),
      refuse: (connection) => connection % 7 === 5,
    });
    process.env.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS = proxy.url;
    const traffic = putTraffic(bench, 4_000);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    await bench.until(id, isDone);
    await proxy.close();
    expect(proxy.cuts).toBeGreaterThan(1);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });

  test("newest first", async () => {
    bench = await startSourceBench({ pages: { events: 200 } });
    const traffic = putTraffic(bench, 2_000, 24);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const first = await bench.until(id, ({ progress }) => progress.counts.flows > 0);
    expect(first.progress.read.at(-1)?.to).toBe(first.createdAt);
    expect(first.progress.read[0]?.from).toBeGreaterThan(traffic.from);
    await bench.until(id, isDone);
  });
});

describe("what fails", () => {
  test("a slice that cannot be read is never called read, and is read later", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 500);
    bench.fake.fail("FilterLogEvents", { code: "ServiceUnavailableException", status: 503, times: 60 });
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const source = await bench.until(id, isDone);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
    expect(source.progress.failed).toEqual([]);
  });

  test("while it fails, the span is in `failed` and not in `read`", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 100);
    const middle = traffic.from + 3 * 3600;
    let broken = true;
    const covers = (input: unknown): boolean => {
      const { startTime, endTime } = input as { startTime: number; endTime: number };
      return broken && startTime <= middle * 1000 && endTime > middle * 1000;
    };
    bench.fake.fail("FilterLogEvents", { code: "InternalServerException", status: 500, times: 1e9, when: covers });
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const failing = await bench.until(id, ({ progress }) => progress.failed.length > 0 && progress.read.length > 0);
    const inside = ({ from, to }: { from: number; to: number }): boolean => from <= middle && middle < to;
    expect(failing.progress.failed.some(inside)).toBe(true);
    expect(failing.progress.read.some(inside)).toBe(false);
    expect(failing.progress.failed[0]?.reason).toMatch(/InternalServerException/);
    broken = false;
    const source = await bench.until(id, isDone);
    expect(source.progress.failed).toEqual([]);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });

  test("a missing permission is named, and reading goes on once it is there", async () => {
    bench = await startSourceBench({ deny: ["logs:FilterLogEvents"] });
    const traffic = putTraffic(bench, 100);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const failed = await bench.until(id, ({ state }) => state === "failed");
    expect(failed.error).toMatchObject({ code: "missing_permission" });
    expect(failed.error?.message).toContain("logs:FilterLogEvents");
    bench.fake.allow("logs:FilterLogEvents");
    await bench.service().resume(id);
    const source = await bench.until(id, isDone);
    expect(source.error).toBeNull();
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });

  test("credentials that expire are said, and resolved anew", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 1_000);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    bench.fake.expireCredentials();
    const failed = await bench.until(id, ({ state }) => state === "failed");
    expect(failed.error?.code).toBe("credentials");
    bench.fake.renewCredentials();
    const source = await bench.until(id, isDone);
    expect(source.error).toBeNull();
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });

  test("a group that is not there is said, and looked for again", async () => {
    bench = await startSourceBench();
    const since = Math.floor(bench.clock.now() / 1000) - 3600;
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since }));
    const failed = await bench.until(id, ({ state }) => state === "failed");
    expect(failed.error).toEqual({
      code: "log_group_missing",
      message: `There is no log group ${GROUP} in ${bench.fake.region}.`,
    });
    const traffic = putTraffic(bench, 10, 0.5);
    await bench.until(id, isDone);
    const inRange = traffic.messages.length;
    expect(taken(bench).length).toBeGreaterThan(inRange * 0.9);
  });
});
