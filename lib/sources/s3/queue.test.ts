import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestSqs, type TestSqs } from "../testing/sqs";
import { fileKey, flowFile, flowLines, NOON, type S3Bench, startS3Bench } from "./testing";

let bench: S3Bench;
let sqs: TestSqs;
beforeEach(async () => {
  [bench, sqs] = await Promise.all([startS3Bench(), startTestSqs()]);
  process.env.AWS_ENDPOINT_URL_SQS = sqs.endpoint;
});
afterEach(async () => {
  delete process.env.AWS_ENDPOINT_URL_SQS;
  await bench.close();
  await sqs.close();
});

const event = (key: string, bucket = bench.s3.bucket): string =>
  JSON.stringify({
    Records: [
      {
        eventName: "ObjectCreated:Put",
        eventTime: "2024-03-10T12:06:00.000Z",
        s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key), size: 99, eTag: "" } },
      },
    ],
  });

/** Waits until only these messages are left in the queue. */
async function untilLeft(...bodies: readonly string[]): Promise<void> {
  await expect.poll(() => sqs.left.map(({ body }) => body).sort(), { timeout: 30_000 }).toEqual([...bodies].sort());
}

async function follow() {
  const { id } = await bench.service().create(bench.settings({ follow: true, queueUrl: sqs.queueUrl }));
  await bench.until(id, ({ state }) => state === "following");
  return id;
}

describe("a queue", () => {
  it("tells of new objects; messages go once their records are in, and what is not for the source stays", async () => {
    const old = flowLines(NOON - 300, 3, 1);
    await bench.s3.put(fileKey(NOON - 300), flowFile(old));
    sqs.send('{"Service":"Amazon S3","Event":"s3:TestEvent"}');
    const id = await follow();
    const files = [0, 1, 2].map((n) => ({
      key: fileKey(NOON + n * 300, `0000000${n}`),
      lines: flowLines(NOON, 4, n + 2),
    }));
    for (const { key, lines } of files) await bench.s3.put(key, flowFile(lines));
    const [first, second, third] = files.map(({ key }) => event(key));
    const other = event(fileKey(NOON), "another-bucket");
    for (const body of [
      first,
      second,
      second,
      JSON.stringify({ Type: "Notification", Message: third }),
      other,
      "hello",
    ])
      sqs.send(body ?? "");
    // Gone before it was read, and announced before the initial listing.
    sqs.send(event(fileKey(NOON + 3000)));
    sqs.send(event(fileKey(NOON - 300)));
    const source = await bench.until(id, ({ progress }) => progress.counts.flows === 15);
    await untilLeft(other, "hello");
    expect(source.progress.failed).toEqual([]);
    const taken = bench.intake.lines.map(({ text }) => text).sort();
    expect(taken).toEqual([...old, ...files.flatMap(({ lines }) => lines)].sort());
    // Nobody listed the bucket for these.
    expect(bench.intake.deliveries.flat()).toHaveLength(4);
  });

  it("says the same thing in three ways, with keys as each writes them: every object is read once", async () => {
    const id = await follow();
    const tests = '{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"flow-logs"}';
    sqs.send(JSON.stringify({ Type: "Notification", Subject: "Amazon S3 Notification", Message: tests }));
    const keys = [
      "of two teams/AWSLogs/a+b&c=d%41.log.gz",
      "aws-account-id=123456789012/year=2024/\u00fcber/x.log.gz",
      fileKey(NOON, "0000000a", "hive"),
    ];
    const wanted: string[] = [];
    for (const [n, key] of keys.entries()) {
      const lines = flowLines(NOON + n * 300, 4, n);
      const bytes = flowFile(lines);
      await bench.s3.put(key, bytes);
      wanted.push(...lines);
      const [eTag, size] = [createHash("md5").update(bytes).digest("hex"), bytes.length];
      const bucket = { name: bench.s3.bucket };
      // As in a form: a blank is a plus sign.
      const encoded = encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%20", "+");
      const s3 = { bucket, object: { key: encoded, size, eTag, sequencer: "0055AED6DCD90281E5" } };
      const time = "2024-03-10T12:06:00.000Z";
      const own = JSON.stringify({
        Records: [{ eventName: "ObjectCreated:CompleteMultipartUpload", eventTime: time, s3 }],
      });
      const bridge = JSON.stringify({
        source: "aws.s3",
        "detail-type": "Object Created",
        time,
        detail: { bucket, object: { key, size, etag: eTag }, reason: "PutObject" },
      });
      const through = (Message: string): string =>
        JSON.stringify({ Type: "Notification", MessageId: String(n), Message });
      // Each way comes first once, and all of them twice.
      const ways = [own, bridge, through(own), through(bridge)];
      for (const way of [...ways.slice(n), ...ways.slice(0, n), ...ways]) sqs.send(way);
    }
    await bench.until(id, ({ progress }) => progress.counts.flows >= wanted.length);
    await untilLeft();
    expect(bench.intake.lines.map(({ text }) => text).sort()).toEqual(wanted.sort());
    expect(bench.intake.deliveries.flat().sort()).toEqual([...keys].sort());
    expect(bench.service().get(id)?.progress.failed).toEqual([]);
  });

  it("whose answer was cut off loses no time: what the hidden messages told of is listed", async () => {
    const id = await follow();
    sqs.cutNext();
    const key = fileKey(NOON);
    await bench.s3.put(key, flowFile(flowLines(NOON, 2)));
    sqs.send(event(key));
    await bench.until(id, ({ progress }) => progress.counts.flows === 2);
    expect(sqs.left).toHaveLength(1);
    // The message comes again by and by, and goes: its object is known.
    sqs.showAll();
    await untilLeft();
    expect(bench.service().get(id)?.progress.counts.flows).toBe(2);
  });

  it("keeps a message whose object could not be had", async () => {
    const id = await follow();
    const key = fileKey(NOON);
    await bench.s3.put(key, flowFile(flowLines(NOON, 2)));
    bench.proxy.treat((line) => (line.includes("x-id=GetObject") ? { status: 403, code: "AccessDenied" } : null));
    sqs.send(event(key));
    const source = await bench.until(id, ({ progress }) => progress.failed.length === 1);
    expect(source.state).toBe("following");
    expect(source.progress.failed[0]?.reason).toContain("s3:GetObject");
    expect(sqs.left).toHaveLength(1);
  });

  it("that cannot be read is told with the missing action, and the bucket is listed instead", async () => {
    sqs.refuse({ status: 403, code: "AccessDenied" });
    const id = await follow();
    const key = fileKey(NOON);
    await bench.s3.put(key, flowFile(flowLines(NOON, 2)));
    const source = await bench.until(id, ({ progress, notices }) => progress.counts.flows === 2 && notices.length > 0);
    expect(source.notices).toMatchObject([{ code: "missing_permission", action: "sqs:ReceiveMessage" }]);
    expect(source.notices[0]?.message).toContain("arn:aws:sqs:us-east-1:123456789012:flow-logs");
    sqs.refuse(null);
    sqs.send(event(key));
    await bench.until(id, ({ notices }) => notices.length === 0);
  });
});
