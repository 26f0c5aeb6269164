import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SourceDocument } from "../source";
import { fileKey, flowFile, flowLines, NOON, type S3Bench, startS3Bench } from "./testing";

let bench: S3Bench;
beforeEach(async () => {
  bench = await startS3Bench();
});
afterEach(() => bench.close());

const ended = ({ state }: SourceDocument): boolean => state === "done" || state === "failed";
const taken = (): string[] => bench.intake.lines.map(({ text }) => text).sort();

/** Expects these lines in the store, each once. */
function expectTaken(...lines: readonly (readonly string[])[]): void {
  const [seen, wanted] = [taken(), lines.flat().sort()];
  // A diff of thousands of lines helps nobody.
  expect(seen.length).toBe(wanted.length);
  expect(seen.find((line, n) => line !== wanted[n])).toBeUndefined();
}

/** Puts files of some lines each at times and in styles of their own; gives all lines. */
async function fill(count: number, from = NOON - 86_400): Promise<string[]> {
  const all: string[] = [];
  const styles = ["plain", "hour", "hive"] as const;
  for (let n = 0; n < count; n++) {
    const time = from + n * 300;
    const lines = flowLines(time, 3 + (n % 5), n);
    await bench.s3.put(fileKey(time, n.toString(16).padStart(8, "0"), styles[n % 3]), flowFile(lines));
    all.push(...lines);
  }
  return all.sort();
}

describe("an S3 source", () => {
  it("reads every object once, in whatever layout, and says what it read", async () => {
    const lines = await fill(40);
    await bench.s3.put("by-hand/march.log", flowLinesWithHeader());
    const { id } = await bench.service().create(bench.settings());
    const source = await bench.until(id, ended);
    expect(source).toMatchObject({ state: "done", error: null, notices: [] });
    expectTaken(lines, flowLines(NOON, 2, 99));
    expect(source.progress.counts.flows).toBe(lines.length + 2);
    expect(source.progress.failed).toEqual([]);
    expect(source.progress.read).toHaveLength(1);
    expect(source.progress.read[0]?.from).toBe(NOON - 86_400);
    expect(source.progress.formats[0]?.fields[0]).toBe("version");
    expect(source.progress.lastUnit).toBe(41);
  });

  it("reads only the objects of its range", async () => {
    await fill(30, NOON - 86_400);
    const since = NOON - 86_400 + 9000 - 3000;
    const { id } = await bench.service().create(bench.settings({ since, until: since + 1200 }));
    const source = await bench.until(id, ended);
    expect(source.state).toBe("done");
    expect(source.progress.read).toEqual([{ from: since, to: since + 1200 }]);
    const ends = bench.intake.lines.map(({ text }) => Number(text.split(" ")[11]));
    // Every record that starts in the range; a few beside it, as whole files are read.
    const wanted = (await allEnds(30)).filter((end) => end - 60 >= since && end - 60 < since + 1200);
    for (const end of wanted) expect(ends).toContain(end);
    expect(bench.intake.lines.length).toBeLessThan(60);
  });

  it("sets aside what cannot be read, passes over what is none of it, and reads the rest", async () => {
    const lines = await fill(4);
    await bench.s3.put("AWSLogs/", "");
    await bench.s3.put("AWSLogs/123456789012/vpcflowlogs/AWSLogTestMessage", "hello");
    await bench.s3.put("AWSLogs/123456789012/CloudTrail/eu-west-1/x.json.gz", "{}");
    await bench.s3.put("readme.txt", "hello");
    await bench.s3.put(fileKey(NOON, "bad00001"), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    await bench.s3.put(fileKey(NOON + 300, "denied01"), flowFile(flowLines(NOON, 1)));
    bench.proxy.treat((line) => (line.includes("denied01") ? { status: 403, code: "AccessDenied" } : null));
    const { id } = await bench.service().create(bench.settings());
    const source = await bench.until(id, ended);
    expect(source.error?.message).toContain("2 objects could not be read; the rest is in.");
    expect(source.state).toBe("failed");
    expectTaken(lines);
    expect(source.progress.failed).toHaveLength(2);
    expect(source.progress.failed[0]).toMatchObject({ from: NOON + 300, to: NOON + 600 });
    expect(source.progress.failed[0]?.reason).toContain("allow s3:GetObject on arn:aws:s3:::flow-logs/*");
    expect(source.progress.failed[1]?.reason).toMatch(/bad00001.*damaged/);
    expect(source.notices).toMatchObject([{ code: "skipped" }]);
    expect(source.notices[0]?.message).toContain("3 objects were passed over");

    // Resumed once the permission is there, it reads that object too, and the others not again.
    bench.proxy.treat(() => null);
    const before = bench.proxy.requests.length;
    await bench.service().resume(id);
    const again = await bench.until(id, ({ progress, state }) => state === "failed" && progress.failed.length === 1);
    expectTaken(lines, flowLines(NOON, 1));
    expect(again.progress.failed[0]?.reason).toContain("damaged");
    const got = bench.proxy.requests.slice(before).filter((line) => line.includes("x-id=GetObject"));
    expect(got).toHaveLength(1);
  });

  it("says which permission is missing when it can read nothing, and goes on once it is there", async () => {
    const lines = await fill(10);
    bench.proxy.treat((line) => (line.includes("list-type") ? { status: 403, code: "AccessDenied" } : null));
    const { id } = await bench.service().create(bench.settings());
    const denied = await bench.until(id, ended);
    expect(denied.error).toMatchObject({ code: "access_denied" });
    expect(denied.error?.message).toBe("AWS refuses: allow s3:ListBucket on arn:aws:s3:::flow-logs.");
    bench.proxy.treat((line) => (line.includes("list-type") ? null : { status: 403, code: "AccessDenied" }));
    await bench.service().resume(id);
    const second = await bench.until(id, ended);
    expect(second.error?.message).toContain("s3:GetObject");
    expect(second.progress.failed).toEqual([]);
    bench.proxy.treat(() => null);
    await bench.service().resume(id);
    expect((await bench.until(id, ended)).state).toBe("done");
    expectTaken(lines);
  });

  it("loses nothing and doubles nothing behind a line that throttles and cuts", async () => {
    const lines = await fill(30);
    let n = 0;
    bench.proxy.treat(() => {
      n++;
      if (n % 5 === 1) return { status: 503, code: "SlowDown" };
      return n % 5 === 3 ? { cutAfter: 40 } : null;
    });
    const { id } = await bench.service().create(bench.settings());
    expect((await bench.until(id, ended)).state).toBe("done");
    expectTaken(lines);
  });

  it("follows: new objects come in, and known ones are left alone", async () => {
    const now = Math.floor(Date.now() / 1000 / 300) * 300;
    const first = flowLines(now, 3);
    await bench.s3.put(fileKey(now), flowFile(first));
    const { id } = await bench.service().create(bench.settings({ follow: true }));
    await bench.until(id, ({ state }) => state === "following");
    expectTaken(first);
    const more = flowLines(now + 300, 4, 7);
    await bench.s3.put(fileKey(now + 300, "00000002", "hive"), flowFile(more));
    const source = await bench.until(id, ({ progress }) => progress.counts.flows === 7);
    expect(source.state).toBe("following");
    expectTaken(first, more);
    expect(bench.intake.deliveries.flat()).toHaveLength(2);
  });

  it("goes on after a restart without reading anything twice", async () => {
    const lines = await fill(30);
    let requests = 0;
    const stopped = new Promise<void>((resolve) => {
      bench.proxy.treat((line) => {
        if (line.includes("x-id=GetObject") && ++requests === 15) resolve();
        return null;
      });
    });
    const { id } = await bench.service().create(bench.settings());
    await stopped;
    await bench.restart();
    expect((await bench.until(id, ended)).state).toBe("done");
    expectTaken(lines);
    await bench.service().remove(id);
    expect(bench.intake.lines).toEqual([]);
  });
});

function flowLinesWithHeader(): string {
  const header =
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";
  return `${[header, ...flowLines(NOON, 2, 99)].join("\n")}\n`;
}

async function allEnds(files: number): Promise<number[]> {
  return Array.from({ length: files }, (_, n) => flowLines(NOON - 86_400 + n * 300, 3 + (n % 5), n))
    .flat()
    .map((line) => Number(line.split(" ")[11]));
}
