import { describe, expect, it } from "vitest";
import { activityOf } from "./activity";
import type { Upload } from "./queue";

const upload = (change: Partial<Upload>): Upload => ({
  id: "up-1",
  name: "a",
  state: "sending",
  bytesSent: 0,
  bytesTotal: 100,
  bytesPerSecond: undefined,
  secondsLeft: undefined,
  resumedAt: 0,
  error: undefined,
  format: undefined,
  ...change,
});

describe("activityOf", () => {
  it("is at rest without anything under way", () => {
    const done = { state: "done", bytes_read: 5, bytes_total: 5 } as const;
    expect(activityOf([], [done])).toEqual({ uploading: 0, importing: 0, failedUploads: 0, share: undefined });
  });

  it("counts an upload as the first half of a file and its import as the second", () => {
    expect(activityOf([upload({ bytesSent: 100 })], []).share).toBe(0.5);
    expect(activityOf([], [{ state: "running", bytes_read: 50, bytes_total: "100" }]).share).toBe(0.75);
  });

  it("tells no share while a size is unknown, and keeps failed uploads apart", () => {
    const running = { state: "running", bytes_read: 5, bytes_total: null } as const;
    expect(activityOf([upload({ state: "failed" })], [running])).toEqual({
      uploading: 0,
      importing: 1,
      failedUploads: 1,
      share: undefined,
    });
  });
});
