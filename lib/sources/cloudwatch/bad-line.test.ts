import { afterEach, describe, expect, test } from "vitest";
import type { Treatment } from "../testing/http-proxy";
import { startTestProxy, type TestProxy } from "../testing/http-proxy";
import { cloudwatchSettings, type SourceBench, startSourceBench } from "../testing/source-bench";
import { differences, GROUP, putTraffic, SAME, taken } from "../testing/traffic";

/** Real time, unlike the fake's: long enough for an answer of a busy machine. */
const PATIENCE = { connectMs: 2_000, answerMs: 3_000, silenceMs: 1_000 };

let bench: SourceBench;
let proxy: TestProxy;
afterEach(async () => {
  await bench?.close();
  await proxy?.close();
});

const isDone = ({ state }: { state: string }): boolean => state === "done";

/** A fake whose pages have a thousand events, behind a proxy for CloudWatch Logs and EC2. */
async function start(speed = 20): Promise<void> {
  bench = await startSourceBench({ pages: { events: 1_000 } }, speed, PATIENCE);
  proxy = await startTestProxy(bench.fake.url);
  process.env.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS = proxy.endpoint;
  process.env.AWS_ENDPOINT_URL_EC2 = proxy.endpoint;
}

const WAYS: readonly (readonly [string, (n: number) => Treatment])[] = [
  ["cut in the middle", (n) => ({ cutAfter: 100 + n * 977 })],
  ["cut after the head", () => ({ cutAfter: 0 })],
  ["ended early as if they were whole", (n) => ({ endAfter: 1_000 + n })],
  ["empty as if they were whole", () => ({ endAfter: 0 })],
  ["stalled in the middle", () => ({ stallAfter: 500 })],
  ["never given", () => ({ ignore: true })],
  ["refused with ThrottlingException", () => ({ status: 400, code: "ThrottlingException", message: "Rate exceeded" })],
  ["refused with 429", () => ({ status: 429, code: "Slower" })],
  ["refused with 503", () => ({ status: 503, code: "ServiceUnavailableException" })],
  ["refused with 500", () => ({ status: 500, code: "InternalFailure" })],
  ["a page of somebody else's, in HTML", () => ({ status: 502, answer: "<html><body>Bad gateway</body></html>" })],
  ["a page of somebody else's that looks well", () => ({ status: 200, answer: "<html>Please wait</html>" })],
];

describe("behind a bad line every event is taken once", () => {
  test.each(WAYS)("when answers are %s", async (_name, treatment) => {
    await start();
    const fields = ["version", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "start", "end"];
    bench.fake.addFlowLog({ logGroupName: GROUP, logFormat: fields.map((name) => `\${${name}}`).join(" ") });
    const traffic = putTraffic(bench, 2_000, 6, fields);
    let pages = 0;
    const asked = new Set<string>();
    proxy.treat((line) => {
      if (line.endsWith("FilterLogEvents")) return ++pages % 3 === 0 && pages < 16 ? treatment(pages) : null;
      // EC2, once: a wrong order of fields would lose every record.
      if (asked.has(line)) return null;
      asked.add(line);
      return treatment(1);
    });
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const source = await bench.until(id, isDone);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
    expect(source.progress.failed).toEqual([]);
    expect(source.progress.formats).toEqual([expect.objectContaining({ fields, origin: "flow_log" })]);
    expect(source.progress.counts.flows).toBe(traffic.messages.length);
    expect(pages).toBeGreaterThan(5);
  });

  test("when all of it happens by turns while following, and the program dies in the middle", async () => {
    await start();
    const traffic = putTraffic(bench, 1_500, 8);
    let n = 0;
    proxy.treat((line) => {
      if (!line.endsWith("FilterLogEvents") || ++n % 3 !== 0) return null;
      return WAYS[(n * 5) % WAYS.length]?.[1](n % 20) ?? null;
    });
    const settings = cloudwatchSettings(bench, GROUP, { since: traffic.from, follow: true });
    const { id } = await bench.service().create(settings);
    await bench.until(id, ({ progress }) => progress.batch >= 1);
    await new Promise<void>((resolve) => {
      bench.intake.onCrash = resolve;
      bench.intake.crashAt = "publishing";
    });
    const later = Math.floor(bench.clock.now() / 1000) - 30;
    const line = `2 123456789012 eni-0a1b2c3d4e5f60101 10.9.0.1 10.0.0.2 40000 443 6 1 40 ${later} ${later + 1} ACCEPT OK`;
    bench.fake.put(GROUP, "eni-0a1b2c3d4e5f60101-all", [{ timestamp: later * 1000, message: line }]);
    await bench.restart();
    const wanted = [...traffic.messages, line];
    await bench.until(id, ({ state, progress }) => state === "following" && progress.counts.flows >= wanted.length);
    expect(differences(wanted, taken(bench))).toEqual(SAME);
  });
});

test("a clock that is off by hours is made good, and no credentials are blamed", async () => {
  await start();
  const traffic = putTraffic(bench, 200);
  const [ahead, margin] = [3 * 3_600_000, 300_000];
  proxy.treat(() => {
    // AWS refuses what was signed more than five minutes ago, and says what time it is.
    const signed = String(proxy.headers.at(-1)?.["x-amz-date"] ?? "");
    const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signed)?.map(Number) ?? [];
    const at = Date.UTC(y ?? 0, (mo ?? 1) - 1, d, h, mi, s);
    const theirs = Date.now() + ahead;
    const date = new Date(theirs).toUTCString();
    if (Math.abs(theirs - at) < margin) return { answerHeaders: { date } };
    const message = "Signature expired: is now earlier than the time of the request - 5 min.";
    return { status: 400, code: "InvalidSignatureException", message, headers: { date } };
  });
  const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
  const source = await bench.until(id, ({ state }) => state === "done" || state === "failed");
  expect(source).toMatchObject({ state: "done", error: null });
  expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
});
