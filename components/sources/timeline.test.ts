import fc from "fast-check";
import { expect, test } from "vitest";
import { readTimeline, sayPercent, shareOf, timelineSentence } from "./timeline";

const source = (over: Partial<Parameters<typeof readTimeline>[0]> = {}) => ({
  state: "reading" as const,
  read: [],
  failed: [],
  since: 0,
  until: 100,
  follow: false,
  created_at: 100,
  ...over,
});
const failed = (from: number, to: number) => ({ from, to, reason: "throttled" });

test("a range is read, failed, or not read yet", () => {
  const timeline = readTimeline(source({ read: [{ from: 50, to: 100 }], failed: [failed(20, 40)] }), 1000);
  expect(timeline.spans).toEqual([
    { state: "open", from: 0, to: 20 },
    { state: "failed", from: 20, to: 40 },
    { state: "open", from: 40, to: 50 },
    { state: "read", from: 50, to: 100 },
  ]);
  expect(timelineSentence(timeline)).toBe("50 % read, 20 % failed, 30 % not read yet");
});

test("what was read in the end is not shown as failed", () => {
  const timeline = readTimeline(source({ read: [{ from: 10, to: 30 }], failed: [failed(0, 100)] }), 1000);
  expect(timeline.spans.map(({ state, from, to }) => [state, from, to])).toEqual([
    ["failed", 0, 10],
    ["read", 10, 30],
    ["failed", 30, 100],
  ]);
});

test("a source that follows has a range up to now, one without a beginning the range of what it has met", () => {
  expect(readTimeline(source({ until: null, follow: true }), 500).to).toBe(500);
  expect(readTimeline(source({ since: null, until: null, read: [{ from: 40, to: 60 }], created_at: 50 }), 500)).toEqual(
    {
      from: 40,
      to: 60,
      spans: [{ state: "read", from: 40, to: 60 }],
    },
  );
});

test("the little that a source in step has left is not held against it", () => {
  const following = { state: "following", until: null, follow: true, read: [{ from: 0, to: 9500 }] } as const;
  expect(timelineSentence(readTimeline(source({ ...following, read: [...following.read] }), 10_000))).toBe(
    "100 % read",
  );
  expect(timelineSentence(readTimeline(source({ ...following, read: [...following.read] }), 19_000))).toBe(
    "50 % read, 50 % not read yet",
  );
});

test("spans follow each other from the beginning to the end, whatever was met", () => {
  const span = fc
    .tuple(fc.nat(120), fc.integer({ min: 1, max: 60 }))
    .map(([from, width]) => ({ from, to: from + width }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), fc.array(span, { maxLength: 6 }), (read, bad) => {
      const timeline = readTimeline(source({ read, failed: bad.map((one) => ({ ...one, reason: "x" })) }), 1000);
      let reached = timeline.from;
      for (const { from, to } of timeline.spans) {
        expect(from).toBe(reached);
        reached = to;
      }
      expect(reached).toBe(timeline.to);
      expect(shareOf(timeline, "read") + shareOf(timeline, "failed") + shareOf(timeline, "open")).toBeCloseTo(1);
    }),
  );
});

test("a share is never said to be nothing or all when it is not", () => {
  expect([0, 0.001, 0.5, 0.999, 1].map(sayPercent)).toEqual(["0 %", "under 1 %", "50 %", "over 99 %", "100 %"]);
});
