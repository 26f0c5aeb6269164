import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Clock } from "../clock";
import { startTestProxy, type TestProxy } from "../testing/http-proxy";
import { startTestS3, type TestS3 } from "../testing/s3";
import { type DownloadTools, download } from "./download";
import { BucketLister } from "./list";

/** Waits for nothing. */
const quick: Clock = { now: () => 0, sleep: async (_ms, signal) => signal?.throwIfAborted() };
const body = randomBytes(300_000);

let s3: TestS3;
let proxy: TestProxy;
let folder: string;
let client: S3Client;
let tools: DownloadTools;

beforeAll(async () => {
  s3 = await startTestS3();
  proxy = await startTestProxy(s3.endpoint);
  folder = await mkdtemp(join(tmpdir(), "flowglass-download-"));
  client = new S3Client({
    region: "us-east-1",
    endpoint: proxy.endpoint,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
  });
  await s3.put("a/log.gz", body);
});
afterAll(async () => {
  client.destroy();
  await proxy.close();
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  proxy.treat(() => null);
  tools = {
    client: () => client,
    settings: { bucket: s3.bucket, requesterPays: true },
    clock: quick,
    signal: new AbortController().signal,
  };
});

const path = (): string => join(folder, "object");

/** Treats the first requests so, one after the other, and the rest not at all. */
function inTurn(...treatments: Parameters<TestProxy["treat"]>[0] extends (r: string) => infer T ? T[] : never): void {
  proxy.treat(() => treatments.shift() ?? null);
}

describe("a download", () => {
  it("fetches the object and its ETag", async () => {
    const { etag, size } = await download(tools, "a/log.gz", path());
    expect(size).toBe(body.length);
    expect(etag).toMatch(/^[0-9a-f]{32}$/);
    expect(body.equals(await readFile(path()))).toBe(true);
  });

  it("goes on where the connection was cut", async () => {
    const before = proxy.requests.length;
    inTurn({ cutAfter: 100_000 }, { cutAfter: 150_000 });
    await download(tools, "a/log.gz", path());
    expect(body.equals(await readFile(path()))).toBe(true);
    const ranges = proxy.requests.slice(before).map((line) => Number(/bytes=(\d+)-/.exec(line)?.[1] ?? 0));
    expect(ranges).toHaveLength(3);
    expect(ranges[0]).toBe(0);
    expect(ranges[1]).toBeGreaterThan(0);
    expect(ranges[2]).toBeGreaterThan(ranges[1] ?? 0);
  });

  it("goes on also where a part comes with the checksum of the whole", async () => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    const answerHeaders = { etag: '"0000-2"', "x-amz-checksum-crc32": sum.toString("base64") };
    const before = proxy.requests.length;
    inTurn({ cutAfter: 100_000, answerHeaders }, { answerHeaders, without: ["if-match"] });
    await download(tools, "a/log.gz", path());
    expect(body.equals(await readFile(path()))).toBe(true);
    expect(proxy.requests.length - before).toBe(2);
  });

  it.each([
    ["names the same content", '"0000-2"'],
    ["has no ETag", ""],
  ])("is not taken for whole when no length tells, and the listing %s", async (_name, etag) => {
    const answerHeaders = { etag: '"0000-2"' };
    inTurn({ endAfter: 100_000, answerHeaders }, { endAfter: 400_000, answerHeaders });
    const listed = { etag: etag.replaceAll('"', ""), size: body.length };
    expect((await download(tools, "a/log.gz", path(), listed)).size).toBe(body.length);
    expect(body.equals(await readFile(path()))).toBe(true);
  });

  it("starts again when the content is not what the ETag says", async () => {
    inTurn({ garble: true });
    await download(tools, "a/log.gz", path());
    expect(body.equals(await readFile(path()))).toBe(true);
  });

  it("waits and tries again when throttled", async () => {
    inTurn(
      { status: 503, code: "SlowDown" },
      { status: 500, code: "InternalError" },
      { status: 503, code: "SlowDown" },
    );
    await download(tools, "a/log.gz", path());
    expect(body.equals(await readFile(path()))).toBe(true);
  });

  it("starts again when the object was replaced while it was read", async () => {
    const other = randomBytes(200_000);
    await s3.put("b/log.gz", body);
    let times = 0;
    proxy.treat(() => (times++ === 0 ? { cutAfter: 100_000 } : null));
    const first = download(
      { ...tools, clock: { ...quick, sleep: () => s3.put("b/log.gz", other) } },
      "b/log.gz",
      path(),
    );
    expect((await first).size).toBe(other.length);
    expect(other.equals(await readFile(path()))).toBe(true);
  });

  it("ends with S3's error, and leaves no file", async () => {
    await expect(download(tools, "none", path())).rejects.toMatchObject({ name: "NoSuchKey" });
    inTurn({ status: 403, code: "AccessDenied" });
    await expect(download(tools, "a/log.gz", path())).rejects.toMatchObject({ name: "AccessDenied" });
    expect(existsSync(path())).toBe(false);
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    proxy.treat(() => ({ cutAfter: 10 }));
    const sleep = async () => stop.abort(new Error("stopped"));
    const running = download({ ...tools, signal: stop.signal, clock: { ...quick, sleep } }, "a/log.gz", path());
    await expect(running).rejects.toThrow("stopped");
  });
});

describe("a listing", () => {
  const listed = async (prefix: string, byFolder: boolean) => {
    const lister = new BucketLister(() => client, tools.settings, tools);
    const pages = [];
    for await (const page of lister.list(prefix, { byFolder })) pages.push(page);
    return { pages, requests: lister.requests };
  };

  it("goes through all pages, also when S3 throttles", async () => {
    for (let n = 0; n < 1050; n++) {
      const name = join(folder, `o${n}`);
      await import("node:fs/promises").then(({ writeFile }) => writeFile(name, String(n)));
      await s3.link(`many/${String(n).padStart(4, "0")}`, name);
    }
    inTurn({ status: 503, code: "SlowDown" }, null, { status: 503, code: "SlowDown" });
    const { pages, requests } = await listed("many/", false);
    expect(requests).toBe(2);
    expect(pages.map((page) => page.objects.length)).toEqual([1000, 50]);
    expect(pages[1]?.objects.at(-1)).toMatchObject({ key: "many/1049", size: 4 });
  });

  it("gives folders when asked", async () => {
    const { pages } = await listed("", true);
    expect(pages.flatMap((page) => page.folders)).toEqual(["a/", "b/", "many/"]);
  });
});
