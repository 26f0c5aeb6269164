import { expect, test } from "vitest";
import { rangeBefore } from "./before";
import { ALL_DATA, between } from "./range";

test.each([
  [between(1000, 1600), { from: 400, to: 1000 }],
  [between("now-24h", "now"), { from: "now-172800s", to: "now-86400s" }],
  [between("now-7d", "now-1d"), { from: "now-1123200s", to: "now-604800s" }],
  [between(9000, "now"), { from: 8000, to: 9000 }],
  [between("now-1h", null), undefined],
  [between(null, 500), undefined],
  [between(10, 500), undefined],
  [between("now", "now-1h"), undefined],
  [ALL_DATA, undefined],
])("%j", (range, before) => expect(rangeBefore(range, 10_000)).toEqual(before));
