import { expect, test } from "vitest";
import { placeOf, sayInStep, sayKind, toneOf } from "./source-words";

test("a source says what it is and where", () => {
  const group = { kind: "cloudwatch", name: "x", log_group: "/vpc/flow-logs", region: "eu-west-1" } as const;
  expect(placeOf(group)).toBe("/vpc/flow-logs");
  expect(sayKind(group)).toBe("CloudWatch Logs, eu-west-1");
  expect(sayKind({ ...group, streams: ["a"] })).toBe("CloudWatch Logs, eu-west-1, 1 stream");
  const bucket = {
    kind: "s3",
    name: "x",
    bucket: "logs",
    prefix: "a/",
    region: "eu-west-1",
    requester_pays: true,
  } as const;
  expect(placeOf(bucket)).toBe("s3://logs/a/");
  expect(sayKind(bucket)).toBe("S3, eu-west-1, requester pays");
});

test("how long ago it was in step", () => {
  expect([null, 3, 90, 7200].map((lag_seconds) => sayInStep({ lag_seconds }))).toEqual([
    "not yet",
    "now",
    "1\u00a0min ago",
    "2\u00a0h ago",
  ]);
});

test("a source that goes on although something failed is marked", () => {
  expect(toneOf({ state: "following", failed: [] })).toBe("neutral");
  expect(toneOf({ state: "following", failed: [{ from: 0, to: 1, reason: "x" }] })).toBe("warning");
  expect(toneOf({ state: "failed", failed: [] })).toBe("danger");
});
