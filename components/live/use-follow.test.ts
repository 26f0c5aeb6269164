import { expect, test } from "vitest";
import { ALL_DATA, between } from "@/lib/view";
import { stepMs } from "./use-follow";

test("a range is read again when it has moved by a step of its own width", () => {
  expect(stepMs(between("now-15m", "now"), 1_000_000)).toBe(10_000);
  expect(stepMs(between("now-24h", "now"), 1_000_000)).toBe(960_000);
  expect(stepMs(between("now-10s", "now"), 1_000_000)).toBe(5000);
  expect(stepMs(ALL_DATA, 1_000_000)).toBe(60_000);
});
