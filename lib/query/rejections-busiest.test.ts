import { afterAll, beforeAll, expect, test } from "vitest";
import { EMPTY_FILTER } from "@/lib/filter";
import { groupingNamed } from "./grouping";
import type { Question } from "./question";
import { askBusiest } from "./rejections-busiest";
import { REJECTION_GROUPINGS } from "./rejections-options";
import { testRows } from "./testing/rows";
import { startTestStore, type TestStore } from "./testing/store";

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore(testRows(6000, 5));
});
afterAll(() => store.close());

const everything: Question = { filter: EMPTY_FILTER, from: null, to: null, input: null };
const KEYS: Readonly<Record<(typeof REJECTION_GROUPINGS)[number], (string | null)[][]>> = {
  service: [
    ["443", "6"],
    ["53", "17"],
    [null, "1"],
    [null, null],
    ["22", "6"],
  ],
  srcaddr: [["::ffff:10.10.1.10"], ["2001:db8::1"], ["::ffff:192.0.2.77"]],
  dstaddr: [["::ffff:10.10.1.9"], ["fe80::a:0:0:b"]],
  interface_id: [["eni-0aaa"], ["eni-0bbb"], ["eni-0eee"]],
};

test.each(REJECTION_GROUPINGS)(
  "the busiest pairs by %s are the same whether they are found by a hash or written out",
  async (by) => {
    const options = { grouping: groupingNamed(by), keys: KEYS[by] };
    const written = await askBusiest(store.asker, everything, options, 0);
    expect(written.filter((pair) => pair !== null).length).toBeGreaterThan(0);
    expect(await askBusiest(store.asker, everything, options, Number.MAX_SAFE_INTEGER)).toEqual(written);
  },
);
