import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SourceDocument } from "../source";
import { fileKey, flowFile, flowLines, NOON, plainFile, type S3Bench, startS3Bench } from "./testing";

let bench: S3Bench;
beforeEach(async () => {
  bench = await startS3Bench("engine");
});
afterEach(() => bench.close());

const ended = ({ state }: SourceDocument): boolean => state === "done" || state === "failed";

/** Records in the store: how many, and how many different ones. */
async function records(): Promise<{ all: number; different: number }> {
  const { rows } = await bench.engine.query<{ n: string; d: string }>(
    "SELECT count() AS n, uniqExact(srcport, dstaddr, end, packets) AS d FROM flows",
  );
  return { all: Number(rows[0]?.n), different: Number(rows[0]?.d) };
}

async function fill(count: number): Promise<number> {
  let lines = 0;
  for (let n = 0; n < count; n++) {
    const file = flowLines(NOON + n * 300, 50, n);
    lines += file.length;
    await bench.s3.put(fileKey(NOON + n * 300, n.toString(16).padStart(8, "0")), flowFile(file));
  }
  return lines;
}

describe("an S3 source in the real store", () => {
  it("replaces the records of an object whose content was replaced", async () => {
    const lines = await fill(6);
    const { id } = await bench.service().create(bench.settings({ follow: true }));
    await bench.until(id, ({ state }) => state === "following");
    expect(await records()).toEqual({ all: lines, different: lines });
    await bench.s3.put(fileKey(NOON, "00000000"), flowFile(flowLines(NOON, 20, 200)));
    const source = await bench.until(id, ({ progress }) => progress.counts.flows === lines - 30);
    expect(source.progress.failed).toEqual([]);
    expect(await records()).toEqual({ all: lines - 30, different: lines - 30 });
    await bench.service().remove(id);
    expect((await records()).all).toBe(0);
    const { rows } = await bench.engine.query<{ n: string }>("SELECT count() AS n FROM source_objects");
    expect(Number(rows[0]?.n)).toBe(0);
  });

  it("keeps what a cut file holds, and says that it is cut", async () => {
    const whole = flowFile(flowLines(NOON, 2000));
    await bench.s3.put(fileKey(NOON), whole.slice(0, Math.floor(whole.length * 0.7)));
    await bench.s3.put(fileKey(NOON + 300), gzipSync("not a flow log at all\n"));
    const { id } = await bench.service().create(bench.settings());
    const source = await bench.until(id, ended);
    expect(source.progress.counts.flows).toBeGreaterThan(500);
    expect((await records()).all).toBe(source.progress.counts.flows);
    expect(source.progress.failed).toHaveLength(2);
  });

  it("says which lines of a small object are no records, with their own numbers, as of a large one", async () => {
    const lines = flowLines(NOON, 12);
    const odd = [...lines.slice(0, 4), "1 2 3", "", ...lines.slice(4), "hello"];
    await bench.s3.put(fileKey(NOON), flowFile(odd));
    // The same as plain text, which is read as files are.
    await bench.s3.put("by-hand/plain.log", plainFile(odd));
    const { id } = await bench.service().create(bench.settings());
    const source = await bench.until(id, ended);
    expect(source.progress.counts).toEqual({ flows: 24, nodata: 0, skipdata: 0, unparsed: 4 });
    expect(source.progress.formats.map(({ origin }) => origin)).toEqual(["header", "header"]);
    const { rows } = await bench.engine.query<{ at: string; text: string }>(
      "SELECT line % bitShiftLeft(toUInt64(1), 28) AS at, text FROM unparsed ORDER BY at",
    );
    // The header is line 1.
    const wanted = [6, 6, 16, 16].map((at) => [at, at === 6 ? "1 2 3" : "hello"]);
    expect(rows.map(({ at, text }) => [Number(at), text])).toEqual(wanted);
    expect(await records()).toEqual({ all: 24, different: 12 });
  });

  it("has every record once when the engine dies again and again", async () => {
    const lines = await fill(40);
    let answers = 0;
    const killed = new Set<number>();
    bench.proxy.treat((line) => {
      const pid = bench.pid();
      if (line.includes("x-id=GetObject") && ++answers % 12 === 0 && pid && !killed.has(pid)) {
        killed.add(pid);
        process.kill(pid, "SIGKILL");
      }
      return null;
    });
    const { id } = await bench.service().create(bench.settings());
    const source = await bench.until(id, ended);
    expect(source.error).toBeNull();
    expect(await records()).toEqual({ all: lines, different: lines });
    expect(source.progress.counts.flows).toBe(lines);
    expect(killed.size).toBeGreaterThan(0);
  });
});
