import { describe, expect, it } from "vitest";
import { moved, nextSort, sortOf } from "./reorder";

describe("moved", () => {
  it("moves to either side and stays within the list", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], 1, 9)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], 1, -9)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b"], 5, 0)).toEqual(["a", "b"]);
  });
});

describe("sorting", () => {
  it("begins with the end that is asked for most, then turns round", () => {
    expect(nextSort("-start", "bytes", true)).toBe("-bytes");
    expect(nextSort("-bytes", "bytes", true)).toBe("bytes");
    expect(nextSort("bytes", "bytes", true)).toBe("-bytes");
    expect(nextSort("-start", "srcaddr", false)).toBe("srcaddr");
  });

  it("says how a column is sorted", () => {
    expect(sortOf("-start", "start")).toBe("descending");
    expect(sortOf("start", "start")).toBe("ascending");
    expect(sortOf("start", "end")).toBeUndefined();
  });
});
