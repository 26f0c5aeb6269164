import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { S3Object } from "./object";
import { placeOf } from "./place";
import { type Lister, walk } from "./walk";

const NOW = Date.UTC(2024, 2, 10, 12) / 1000;
const ALL = { since: null, until: null };

/** A bucket in memory that lists as S3 does: in the order of keys, by folder when asked, three objects a page. */
class Bucket implements Lister {
  readonly asked: string[] = [];
  constructor(readonly keys: readonly string[]) {}

  async *list(prefix: string, { byFolder, startAfter = "" }: { byFolder: boolean; startAfter?: string }) {
    this.asked.push(prefix);
    const objects: S3Object[] = [];
    const folders = new Set<string>();
    for (const key of [...this.keys].sort()) {
      if (!key.startsWith(prefix) || key <= startAfter) continue;
      const end = byFolder ? key.indexOf("/", prefix.length) : -1;
      if (end >= 0) folders.add(key.slice(0, end + 1));
      else objects.push({ key, etag: "e", size: 1, modified: NOW });
    }
    for (let at = 0; at < objects.length; at += 3) yield { objects: objects.slice(at, at + 3), folders: [] };
    yield { objects: [], folders: [...folders] };
  }
}

async function found(bucket: Bucket, prefix: string, wanted: { since: number | null; until: number | null } = ALL) {
  const keys: string[] = [];
  for await (const { objects } of walk(bucket, prefix, wanted, NOW)) keys.push(...objects.map(({ key }) => key));
  return keys;
}

const plain = (day: string, name: string, region = "eu-west-1") =>
  `AWSLogs/123456789012/vpcflowlogs/${region}/${day}/${name}`;
const hive = (month: string, day: string, hour: string, name: string) =>
  `AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2024/month=${month}/day=${day}/hour=${hour}/${name}`;

describe("a walk", () => {
  it("finds the newest days first, over regions and accounts", async () => {
    const keys = [
      plain("2023/12/31", "a"),
      plain("2024/01/01", "b"),
      plain("2024/03/09", "c"),
      plain("2024/03/09", "d", "us-east-1"),
      plain("2024/03/10", "e", "us-east-1"),
    ];
    const order = (await found(new Bucket(keys), "")).map((key) => key.at(-1));
    expect(order.join("")).toBe("ecdba");
  });

  it("finds the newest hours first, Hive-style", async () => {
    const bucket = new Bucket([hive("02", "28", "23", "a"), hive("03", "01", "01", "b"), hive("03", "01", "22", "c")]);
    expect((await found(bucket, "AWSLogs/")).map((key) => key.at(-1)).join("")).toBe("cba");
  });

  it("finds every object once, whatever the layout and the prefix", async () => {
    const part = fc.constantFrom(
      "AWSLogs",
      "123456789012",
      "vpcflowlogs",
      "eu-west-1",
      "2024",
      "03",
      "10",
      "x",
      "CloudTrails",
    );
    const key = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join("/"));
    // Another service's logs are passed over on purpose.
    const other = /AWSLogs\/123456789012\/(?!vpcflowlogs\/)[^/]+\//;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(key, { maxLength: 30 }), key, async (keys, prefix) => {
        const cut = prefix.slice(0, prefix.length / 2);
        const expected = keys.filter((one) => one.startsWith(cut) && !other.test(one.slice(one.indexOf("AWSLogs"))));
        const seen = await found(new Bucket(keys), cut);
        expect(new Set(seen).size).toBe(seen.length);
        for (const one of expected) expect(seen).toContain(one);
        for (const one of seen) expect(one.startsWith(cut)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("never looks into folders outside the range, nor into other services", async () => {
    const keys = [
      plain("2020/01/01", "a"),
      plain("2024/01/15", "b"),
      plain("2024/02/20", "c"),
      plain("2024/03/05", "d"),
      "AWSLogs/123456789012/CloudTrail/eu-west-1/2024/03/05/x",
    ];
    const bucket = new Bucket(keys);
    const wanted = { since: Date.UTC(2024, 1, 1) / 1000, until: Date.UTC(2024, 1, 28) / 1000 };
    expect(await found(bucket, "", wanted)).toEqual([keys[2]]);
    expect(bucket.asked.some((prefix) => /2020|CloudTrail|2024\/03|2024\/01\/15/.test(prefix))).toBe(false);
  });

  it("asks for days at once when they are few", async () => {
    const keys = [plain("2024/03/09", "a"), plain("2024/03/10", "b"), plain("2024/03/01", "c")];
    const bucket = new Bucket(keys);
    const seen = await found(bucket, "AWSLogs/123456789012/vpcflowlogs/eu-west-1/", { since: NOW - 7200, until: null });
    expect(seen).toEqual([keys[1]]);
    expect(bucket.asked).toEqual(["AWSLogs/123456789012/vpcflowlogs/eu-west-1/2024/03/10/"]);
  });

  it("says from when on all files were found", async () => {
    const hourly = (hour: string, name: string) => hive("03", "01", hour, name);
    const keys = [plain("2024/03/09", "a"), hourly("22", "c"), hourly("21", "d"), plain("2024/02/09", "e")];
    const told: number[] = [];
    for await (const { objects, reached } of walk(new Bucket(keys), "AWSLogs/", ALL, NOW)) {
      for (const { key } of objects) {
        const end = placeOf(key.slice(0, -1))?.period?.to ?? 0;
        expect(end).toBeLessThanOrEqual(Math.min(...told));
      }
      if (reached !== null) told.push(reached);
    }
    expect(told).toEqual([...told].sort((a, b) => b - a));
    expect(told).toContain(Date.UTC(2024, 2, 1, 22) / 1000);
    expect(told).toContain(Date.UTC(2024, 1, 10) / 1000);
  });
});
