import { afterEach, describe, expect, test } from "vitest";
import type { CrashPoint } from "../testing/memory-intake";
import { cloudwatchSettings, type SourceBench, startSourceBench } from "../testing/source-bench";
import { differences, GROUP, putTraffic, SAME, taken } from "../testing/traffic";

let bench: SourceBench;
afterEach(() => bench?.close());

const isDone = ({ state }: { state: string }): boolean => state === "done";

/** Lets the program die at a point of the nth delivery, and waits until it did. */
async function crash(point: CrashPoint, id: number, deliveries: number): Promise<void> {
  await bench.until(id, ({ progress }) => progress.batch >= deliveries);
  await new Promise<void>((resolve) => {
    bench.intake.onCrash = resolve;
    bench.intake.crashAt = point;
  });
}

describe("kill -9", () => {
  test.each(["staging", "staged", "publishing", "published"] as const)("while %s: every event once", async (point) => {
    bench = await startSourceBench({ pages: { events: 250 } });
    const traffic = putTraffic(bench, 2_000, 12);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    await crash(point, id, 1);
    await bench.restart();
    await bench.until(id, isDone);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
    expect(bench.service().get(id)?.progress.counts.flows).toBe(traffic.messages.length);
  });

  test.each(["staging", "staged", "publishing", "published"] as const)(
    "while %s and following: late events of the time before are still taken, none twice",
    async (point) => {
      bench = await startSourceBench();
      const traffic = putTraffic(bench, 300, 2);
      const { id } = await bench
        .service()
        .create(cloudwatchSettings(bench, GROUP, { since: traffic.from, follow: true }));
      await bench.until(id, ({ state }) => state === "following");
      const line = (n: number, start: number): string =>
        `2 123456789012 eni-0a1b2c3d4e5f60101 10.9.0.${n} 10.0.0.2 40000 443 6 1 40 ${start} ${start + 1} ACCEPT OK`;
      const put = (n: number, ago: number): string => {
        const start = Math.floor(bench.clock.now() / 1000) - ago;
        bench.fake.put(GROUP, "eni-0a1b2c3d4e5f60101-all", [{ timestamp: start * 1000, message: line(n, start) }]);
        return line(n, start);
      };
      const crashed = new Promise<void>((resolve) => {
        bench.intake.onCrash = resolve;
        bench.intake.crashAt = point;
      });
      const more = [put(1, 30), put(2, 600)];
      await crashed;
      more.push(put(3, 2_000), put(4, 20));
      await bench.restart();
      const wanted = [...traffic.messages, ...more];
      await bench.until(id, ({ progress }) => progress.counts.flows >= wanted.length);
      const seen = bench.service().get(id)?.progress.inStepAt ?? 0;
      await bench.until(id, ({ progress }) => (progress.inStepAt ?? 0) > seen + 60);
      expect(differences(wanted, taken(bench))).toEqual(SAME);
    },
  );
});
