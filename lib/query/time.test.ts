import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketCount, bucketStarts, niceInterval } from "./bucket";
import { MAX_TIME, parseTime, resolveTime } from "./time";

const NOW = 1587749363;
const read = (text: string): number => resolveTime(parseTime(text), NOW);

describe("time", () => {
  test.each([
    ["1587749363", 1587749363],
    ["1587749363.9", 1587749363],
    ["0", 0],
    ["now", NOW],
    ["now-15m", NOW - 900],
    ["now - 7d", NOW - 604800],
    ["NOW-1H", NOW - 3600],
    ["now-2w", NOW - 1209600],
    ["now+30s", NOW + 30],
    ["now-99999999w", 0],
    ["9999999999", MAX_TIME],
    ["2020-04-24T17:29:23Z", NOW],
    ["2020-04-24T17:29:23.500Z", NOW],
    ["2020-04-24t17:29:23z", NOW],
    ["2020-04-24 17:29:23Z", NOW],
    ["2020-04-24T19:29:23+02:00", NOW],
    // A plus that was not escaped in a URL.
    ["2020-04-24T19:29:23 02:00", NOW],
    ["2020-04-24T17:29:23", NOW],
    ["2020-04-24T17:29Z", NOW - 23],
    ["2020-04-24", 1587686400],
  ])("%s", (text, seconds) => {
    expect(read(text)).toBe(seconds);
  });

  test.each([
    "",
    "yesterday",
    "now-",
    "now-5y",
    "-5",
    "1587749363000",
    "2020-13-01",
    "2020-02-30",
    "2021-02-29T00:00:00Z",
    "2020-04-24T25:00:00Z",
    "1e9",
    "0x10",
  ])("%j is no time, and the message says what is", (text) => {
    expect(() => parseTime(text)).toThrow(/epoch seconds/);
  });

  test("what a date prints is read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_TIME }), (seconds) => {
        expect(read(new Date(seconds * 1000).toISOString())).toBe(seconds);
        expect(read(String(seconds))).toBe(seconds);
      }),
    );
  });
});

describe("buckets", () => {
  const range = fc.tuple(fc.integer({ min: 0, max: MAX_TIME - 1 }), fc.integer({ min: 1, max: 10 ** 9 }));

  test("they cover the range without gap, aligned, and not more than allowed", () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 2, max: 2000 }), ([from, length], most) => {
        const to = from + length;
        const interval = niceInterval(from, to, most);
        const starts = bucketStarts(from, to, interval);
        expect(starts.length).toBe(bucketCount(from, to, interval));
        expect(starts.length).toBeLessThanOrEqual(most);
        expect(starts.every((start, i) => start % interval === 0 && start === (starts[0] ?? 0) + i * interval)).toBe(
          true,
        );
        expect(starts[0]).toBeLessThanOrEqual(from);
        expect((starts.at(-1) ?? 0) + interval).toBeGreaterThanOrEqual(to);
      }),
    );
  });

  test("a long range that begins late in its first bucket gets wider ones", () => {
    const [from, to] = [2784320030, 3784320001];
    expect(bucketCount(from, to, niceInterval(from, to, 2))).toBeLessThanOrEqual(2);
  });

  test("a usual range has a usual width", () => {
    expect(niceInterval(NOW - 3600, NOW, 300)).toBe(30);
    expect(niceInterval(NOW - 86_400, NOW, 300)).toBe(300);
    expect(niceInterval(NOW - 7 * 86_400, NOW, 300)).toBe(3600);
  });
});
