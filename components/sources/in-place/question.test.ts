import { expect, test } from "vitest";
import { insightsRequest } from "@/lib/api/contract";
import { findField } from "@/lib/flow";
import { ALL_DATA, between } from "@/lib/view";
import { questionOf, sameQuestion, TOP_FIELDS } from "./question";

const GROUP = { region: "eu-west-1", logGroup: " /vpc/flow-logs ", roleArn: "", externalId: "" };
const VIEW = { filter: "action:REJECT", measure: "packets" } as const;

test("the view's filter, range and measure become what the API takes", () => {
  const request = questionOf(GROUP, VIEW, between("now-6h", "now"), "dstport");
  expect(request).toEqual({
    region: "eu-west-1",
    log_group: "/vpc/flow-logs",
    q: "action:REJECT",
    from: "now-6h",
    to: "now",
    by: "dstport",
    measure: "packets",
    limit: 10,
  });
  expect(insightsRequest.safeParse(request).success).toBe(true);
});

test("a source says where by its id alone", () => {
  const request = questionOf({ source: "src-3" }, { ...VIEW, filter: "" }, between(1000, null), "srcaddr");
  expect(request).toMatchObject({ source: "src-3", from: 1000, to: "now" });
  expect(request?.q).toBeUndefined();
});

test("a range without a beginning is not asked", () => {
  expect(questionOf(GROUP, VIEW, ALL_DATA, "srcaddr")).toBeUndefined();
  expect(questionOf(GROUP, VIEW, between(null, "now"), "srcaddr")).toBeUndefined();
});

test("the top list offers fields of the record alone", () => {
  expect(TOP_FIELDS.length).toBeGreaterThan(10);
  for (const { key } of TOP_FIELDS) expect(findField(key)?.groupable).toBe(true);
});

test("another measure is another question", () => {
  const range = between("now-6h", "now");
  const one = questionOf(GROUP, VIEW, range, "srcaddr");
  const other = questionOf(GROUP, { ...VIEW, measure: "bytes" }, range, "srcaddr");
  if (!one || !other) throw new Error("Both are questions.");
  expect(sameQuestion(one, { ...one })).toBe(true);
  expect(sameQuestion(one, other)).toBe(false);
});
