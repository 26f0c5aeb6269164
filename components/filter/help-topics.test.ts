import { describe, expect, it } from "vitest";
import { parseFilter } from "@/lib/filter";
import { HELP_TOPICS } from "./help-topics";

describe("the help of the filter bar", () => {
  it.each(HELP_TOPICS.flatMap(({ examples }) => examples))("has a filter that is right: $filter", ({ filter }) => {
    expect(parseFilter(filter)).toMatchObject({ ok: true });
  });
});
