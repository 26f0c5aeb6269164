import { afterEach, describe, expect, test } from "vitest";
import { INTERFACES, streamOf } from "../testing";
import { cloudwatchSettings, type SourceBench, startSourceBench } from "../testing/source-bench";
import { differences, GROUP, putTraffic, SAME, taken } from "../testing/traffic";

let bench: SourceBench;
afterEach(() => bench?.close());

const isDone = ({ state }: { state: string }): boolean => state === "done";
const [first, second, third] = INTERFACES;

describe("chosen streams", () => {
  test("only they are read", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 200);
    const streams = [streamOf(first), streamOf(third)];
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from, streams }));
    await bench.until(id, isDone);
    const wanted = traffic.messages.filter((message) => !message.includes(second));
    expect(differences(wanted, taken(bench))).toEqual(SAME);
  });

  test("one that was deleted is said, and the others are read", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 200);
    bench.fake.deleteStream(GROUP, streamOf(second));
    const streams = [streamOf(first), streamOf(second)];
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from, streams }));
    const source = await bench.until(id, isDone);
    expect(source.notices).toContainEqual(
      expect.objectContaining({ code: "stream_deleted", message: expect.stringContaining(streamOf(second)) }),
    );
    const wanted = traffic.messages.filter((message) => message.includes(first));
    expect(differences(wanted, taken(bench))).toEqual(SAME);
  });

  test("when all were deleted the source fails and says so", async () => {
    bench = await startSourceBench();
    putTraffic(bench, 10);
    bench.fake.deleteStream(GROUP, streamOf(second));
    const streams = [streamOf(second)];
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { streams }));
    const failed = await bench.until(id, ({ state }) => state === "failed");
    expect(failed.error).toMatchObject({ code: "streams_missing" });
  });
});
