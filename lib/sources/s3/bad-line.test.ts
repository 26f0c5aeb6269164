import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SourceDocument } from "../source";
import type { Treatment } from "../testing/http-proxy";
import { startTestProxy, type TestProxy } from "../testing/http-proxy";
import { startTestSqs, type TestSqs } from "../testing/sqs";
import { fileKey, flowFile, flowLines, NOON, parquetFile, plainFile, type S3Bench, startS3Bench } from "./testing";

/** Long enough for an answer of a busy machine, short enough for a test. */
const PATIENCE = { connectMs: 2_000, answerMs: 3_000, silenceMs: 700 };

let bench: S3Bench;
beforeEach(async () => {
  bench = await startS3Bench("engine", PATIENCE);
});
afterEach(() => bench.close());

const ended = ({ state }: SourceDocument): boolean => state === "done" || state === "failed";

async function records(): Promise<{ all: number; different: number }> {
  const { rows } = await bench.engine.query<{ n: string; d: string }>(
    "SELECT count() AS n, uniqExact(srcport, dstaddr, end, packets) AS d FROM flows",
  );
  return { all: Number(rows[0]?.n), different: Number(rows[0]?.d) };
}

/** Objects as gzip text, plain text and Parquet, in turn. @returns how many records there are in all. */
async function fill(count: number, lines: number): Promise<number> {
  for (let n = 0; n < count; n++) {
    const time = NOON + n * 300;
    const key = fileKey(time, n.toString(16).padStart(8, "0"));
    const all = flowLines(time, lines, n);
    if (n % 3 === 0) await bench.s3.put(key, flowFile(all));
    else if (n % 3 === 1) await bench.s3.put(key.replace(/\.gz$/, ""), plainFile(all));
    else await bench.s3.put(key.replace(/\.gz$/, ".parquet"), await parquetFile(bench.engine, time, lines, n));
  }
  return count * lines;
}

/** Where the fifth line of a plain text ends: nothing in the text tells that more was to come. */
const LINE_END = plainFile(flowLines(NOON, 5)).length;
const isGet = (line: string): boolean => line.includes("x-id=GetObject");
const isList = (line: string): boolean => line.includes("list-type");

const WAYS: readonly (readonly [string, (n: number) => Treatment])[] = [
  ["cut in the middle", (n) => ({ cutAfter: 10 + n * 97 })],
  ["cut after the head", () => ({ cutAfter: 0 })],
  ["cut at the end of a line", () => ({ cutAfter: LINE_END })],
  ["ended early as if they were whole", () => ({ endAfter: LINE_END })],
  ["empty as if they were whole", () => ({ endAfter: 0 })],
  ["stalled in the middle", () => ({ stallAfter: LINE_END })],
  ["never given", () => ({ ignore: true })],
  ["refused with 503 SlowDown", () => ({ status: 503, code: "SlowDown" })],
  ["refused with 500 InternalError", () => ({ status: 500, code: "InternalError" })],
  ["refused with 429", () => ({ status: 429, code: "TooManyRequestsException" })],
  ["a page of somebody else's, in HTML", () => ({ status: 502, answer: "<html><body>Bad gateway</body></html>" })],
  ["changed on their way", () => ({ garble: true })],
];

describe("behind a bad line every record is taken once", () => {
  it.each(WAYS)("when answers are %s", async (name, treatment) => {
    const total = await fill(6, 40);
    const asked = new Set<string>();
    bench.proxy.treat((line) => {
      // XML that is changed within its length cannot be told: only TLS protects from that.
      const matters = isGet(line) || (isList(line) && name !== "changed on their way");
      // The first time everything goes wrong.
      const [what = ""] = line.split("?");
      if (!matters || asked.has(what)) return null;
      asked.add(what);
      return treatment(asked.size);
    });
    const { id } = await bench.service().create(bench.settings());
    const source = await bench.until(id, ended);
    expect(source).toMatchObject({ state: "done", error: null });
    expect(await records()).toEqual({ all: total, different: total });
    expect(source.progress.counts.flows).toBe(total);
    expect(source.progress.failed).toEqual([]);
  });

  it("when it is slow, cuts, stalls and refuses by turns, and the engine is killed in the middle", async () => {
    const total = await fill(24, 60);
    let n = 0;
    const killed = new Set<number>();
    bench.proxy.treat((line) => {
      const turn = WAYS[(n * 7) % WAYS.length]?.[1](n);
      n++;
      const pid = bench.pid();
      if (isGet(line) && n % 17 === 0 && pid && killed.size < 3 && !killed.has(pid)) {
        killed.add(pid);
        process.kill(pid, "SIGKILL");
      }
      if (n > 60 || n % 2 === 0 || (isList(line) && turn && "garble" in turn)) return { bytesPerSecond: 200_000 };
      return turn ?? null;
    });
    const { id } = await bench.service().create(bench.settings());
    const source = await bench.until(id, ended);
    expect(source.error).toBeNull();
    expect(await records()).toEqual({ all: total, different: total });
    expect(killed.size).toBeGreaterThan(0);
  });
});

describe("a queue behind a bad line", () => {
  let sqs: TestSqs;
  let line: TestProxy;
  beforeEach(async () => {
    sqs = await startTestSqs();
    line = await startTestProxy(sqs.endpoint);
    process.env.AWS_ENDPOINT_URL_SQS = line.endpoint;
  });
  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL_SQS;
    await line.close();
    await sqs.close();
  });

  const announce = (key: string, lines: number): void =>
    sqs.send(
      JSON.stringify({
        Records: [
          {
            eventName: "ObjectCreated:Put",
            eventTime: "2024-03-10T12:06:00.000Z",
            s3: { bucket: { name: bench.s3.bucket }, object: { key: encodeURIComponent(key), size: lines, eTag: "" } },
          },
        ],
      }),
    );

  it("tells of every object in the end, and none is taken twice", async () => {
    const settings = bench.settings({ follow: true, queueUrl: `${line.endpoint}/123456789012/flow-logs` });
    const { id } = await bench.service().create(settings);
    await bench.until(id, ({ state }) => state === "following");
    let n = 0;
    line.treat(() => {
      n++;
      if (n % 4 === 0) return { cutAfter: 30 };
      if (n % 4 === 1) return { status: 503, code: "ServiceUnavailable" };
      return n % 4 === 2 ? { endAfter: 25 } : null;
    });
    const total = 12 * 20;
    for (let file = 0; file < 12; file++) {
      const time = NOON + file * 300;
      const key = fileKey(time, file.toString(16).padStart(8, "0"));
      await bench.s3.put(key, flowFile(flowLines(time, 20, file)));
      announce(key, 20);
    }
    const left = (): number => {
      // Messages whose answer was lost are hidden for minutes; here their time comes soon.
      sqs.showAll();
      return sqs.left.length;
    };
    await expect.poll(left, { timeout: 50_000, interval: 2_000 }).toBe(0);
    expect(await records()).toEqual({ all: total, different: total });
    expect(n).toBeGreaterThan(4);
  });
});
