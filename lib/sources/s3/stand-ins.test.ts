import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SourceDocument } from "../source";
import type { Treatment } from "../testing/http-proxy";
import { fileKey, flowFile, flowLines, NOON, plainFile, type S3Bench, startS3Bench } from "./testing";

let bench: S3Bench;
beforeEach(async () => {
  bench = await startS3Bench();
});
afterEach(() => bench.close());

const ended = ({ state }: SourceDocument): boolean => state === "done" || state === "failed";
const taken = (): string[] => bench.intake.lines.map(({ text }) => text).sort();

/** Files under AWS's layout, and beside it. */
async function fill(put: (key: string, bytes: Uint8Array) => Promise<void>, count: number): Promise<string[]> {
  const all: string[] = [];
  for (let n = 0; n < count; n++) {
    const time = NOON + n * 300;
    const lines = flowLines(time, 3, n);
    const name = fileKey(time, n.toString(16).padStart(8, "0"), n % 2 ? "hour" : "plain");
    await put(n % 5 === 4 ? `by-hand/${n}.log.gz` : name, flowFile(lines));
    all.push(...lines);
  }
  return all.sort();
}

/** How a server differs from S3. */
interface Ways {
  /** Does it begin behind `start-after`? */
  readonly startAfter?: boolean;
  /** Does it give a token with a page that is not the last? */
  readonly token?: boolean;
  /** The most keys of a page, whatever is asked for. */
  readonly page?: number;
  readonly etag?: "md5" | "parts" | "none" | "weak";
  /** Does it know `Range`? */
  readonly range?: boolean | "without-place";
  /** Leaves out what S3 always says. */
  readonly terse?: boolean;
  /** Unpacks what it gives, as some do with `Content-Encoding`. */
  readonly unpacked?: boolean;
}

/** A small S3 of one bucket: `ListObjectsV2` and `GetObject`, with its own ways. */
class StandIn {
  readonly objects = new Map<string, Uint8Array>();
  readonly #server: Server;
  /** How many answers are cut in the middle. */
  cuts = 0;

  constructor(private readonly ways: Ways) {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://localhost");
      if (url.searchParams.has("list-type")) {
        response.writeHead(200, { "content-type": "application/xml" }).end(this.#list(url.searchParams));
        return;
      }
      const key = decodeURIComponent(url.pathname.split("/").slice(2).join("/"));
      const stored = this.objects.get(key);
      if (!stored) {
        response.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
        return;
      }
      const bytes = this.ways.unpacked ? gunzipSync(stored) : stored;
      const asked = /^bytes=(\d+)-/.exec(String(request.headers.range ?? ""))?.[1];
      const from = this.ways.range === false ? 0 : Number(asked ?? 0);
      const headers: Record<string, string | number> = { "content-length": bytes.length - from };
      if (this.ways.etag !== "none") headers.etag = this.#etag(key);
      if (from > 0 && this.ways.range !== "without-place")
        headers["content-range"] = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
      response.writeHead(from > 0 ? 206 : 200, headers);
      if (this.cuts > 0 && bytes.length > 20) {
        this.cuts -= 1;
        response.write(bytes.slice(from, from + 20), () => response.destroy());
      } else response.end(bytes.slice(from));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #etag(key: string): string {
    const md5 = createHash("md5")
      .update(this.objects.get(key) ?? "")
      .digest("hex");
    if (this.ways.etag === "parts") return `"${md5}-2"`;
    return this.ways.etag === "weak" ? `W/"${md5}"` : `"${md5}"`;
  }

  #list(query: URLSearchParams): string {
    const { startAfter = true, token = true, page = 1000, terse = false } = this.ways;
    const prefix = query.get("prefix") ?? "";
    const behind = query.get("continuation-token") ?? (startAfter ? (query.get("start-after") ?? "") : "");
    const most = Math.min(page, Number(query.get("max-keys") ?? 1000));
    const all = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > behind).sort();
    const keys = all.slice(0, most);
    const more = all.length > most;
    const text = (value: string): string => value.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`);
    const contents = keys.map((key) => {
      const etag = this.ways.etag === "none" ? "" : `<ETag>${text(this.#etag(key))}</ETag>`;
      return `<Contents><Key>${text(key)}</Key>${etag}<Size>${this.objects.get(key)?.length}</Size></Contents>`;
    });
    const head = terse ? "" : `<KeyCount>${keys.length}</KeyCount><MaxKeys>${most}</MaxKeys>`;
    const next = more && token ? `<NextContinuationToken>${text(keys.at(-1) ?? "")}</NextContinuationToken>` : "";
    const truncated = terse && !more ? "" : `<IsTruncated>${more}</IsTruncated>`;
    return `<?xml version="1.0"?><ListBucketResult><Name>flow-logs</Name>${head}${truncated}${next}${contents.join("")}</ListBucketResult>`;
  }
}

describe("servers that are not quite S3: every object once", () => {
  let other: StandIn | null = null;
  afterEach(async () => {
    await other?.close();
    other = null;
  });

  it.each<[string, Ways]>([
    ["as S3 is", {}],
    ["without StartAfter", { startAfter: false, page: 7 }],
    ["pages that are not the last, without a token", { token: false, page: 6 }],
    ["small pages, whatever is asked for", { page: 2 }],
    ["neither KeyCount nor IsTruncated on the last page", { terse: true, page: 9 }],
    ["ETags of uploads in parts", { etag: "parts" }],
    ["weak ETags", { etag: "weak" }],
    ["no ETags", { etag: "none" }],
    ["no Range, over a line that cuts", { range: false, etag: "parts" }],
    ["parts that do not say where they belong, over a line that cuts", { range: "without-place", etag: "parts" }],
    ["gzip unpacked on the way", { unpacked: true, etag: "parts" }],
  ])("%s", async (name, ways) => {
    const mine = new StandIn(ways);
    other = mine;
    process.env.AWS_ENDPOINT_URL_S3 = await mine.start();
    const lines = await fill(async (key, bytes) => void mine.objects.set(key, bytes), 25);
    mine.cuts = name.includes("cuts") ? 5 : 0;
    const { id } = await bench.service().create(bench.settings({ follow: true }));
    const source = await bench.until(id, ({ state }) => state === "following" || state === "failed");
    expect(source).toMatchObject({ state: "following", error: null });
    expect(taken()).toEqual(lines);
    // The next looks find what is new and nothing else.
    const more = flowLines(NOON + 40_000, 4, 77);
    mine.objects.set(fileKey(NOON + 40_000), flowFile(more));
    await bench.until(id, ({ progress }) => progress.counts.flows === lines.length + 4);
    const at = source.progress.inStepAt ?? 0;
    await bench.until(id, ({ progress }) => (progress.inStepAt ?? 0) > at + 1);
    expect(taken()).toEqual([...lines, ...more].sort());
    expect(mine.cuts).toBe(0);
  });
});

describe("objects that are not as usual", () => {
  it("have keys of any kind", async () => {
    const names = ["a b", "a+b", "a%2Bb", "ä", "日本", "a&b<c>", "a'b\"c", "a=b;c", "~a!(b)*", "x#y?z", ".hidden"];
    const all: string[] = [];
    for (const [n, name] of names.entries()) {
      const lines = flowLines(NOON, 2, n);
      await bench.s3.put(`odd/${name}.log`, plainFile(lines));
      all.push(...lines);
    }
    const { id } = await bench.service().create(bench.settings());
    expect(await bench.until(id, ended)).toMatchObject({ state: "done", error: null });
    expect(taken()).toEqual(all.sort());
    expect(bench.intake.deliveries.flat().sort()).toEqual(names.map((name) => `odd/${name}.log`).sort());
  });

  it("are gone between list and get, empty, or markers of folders", async () => {
    const lines = flowLines(NOON, 3);
    await bench.s3.put(fileKey(NOON), flowFile(lines));
    const gone = fileKey(NOON + 300);
    await bench.s3.put(gone, flowFile(flowLines(NOON + 300, 3)));
    await bench.s3.put(fileKey(NOON + 600), "");
    await bench.s3.put("AWSLogs/", "");
    let removed: Promise<void> | null = null;
    bench.proxy.treat((line): Treatment => {
      if (!line.includes("x-id=GetObject")) return null;
      removed ??= bench.s3.remove(gone);
      return line.includes(gone) ? { status: 404, code: "NoSuchKey" } : null;
    });
    const { id } = await bench.service().create(bench.settings());
    expect(await bench.until(id, ended)).toMatchObject({ state: "done", error: null });
    await removed;
    expect(taken()).toEqual(lines);
  });

  it("are in a bucket of another Region: the redirect is followed", async () => {
    const lines = flowLines(NOON, 3);
    await bench.s3.put(fileKey(NOON), flowFile(lines));
    const signedFor = (): string => {
      const { authorization } = bench.proxy.headers.at(-1) ?? {};
      return /\/\d{8}\/([a-z0-9-]+)\/s3\//.exec(authorization ?? "")?.[1] ?? "";
    };
    const headers = { "x-amz-bucket-region": "us-east-1" };
    bench.proxy.treat(() =>
      signedFor() === "us-east-1" ? null : { status: 301, code: "PermanentRedirect", message: "Elsewhere.", headers },
    );
    const { id } = await bench.service().create(bench.settings({ region: "eu-west-1" }));
    expect(await bench.until(id, ended)).toMatchObject({ state: "done", error: null });
    expect(taken()).toEqual(lines);
  });
});
