import { describe, expect, it } from "vitest";
import { hasDataValues, newValues, ValueSource } from "./value-source";

describe("ValueSource", () => {
  function counted(values: readonly string[]) {
    const asked: string[] = [];
    const source = new ValueSource(async (field, prefix) => {
      asked.push(`${field}:${prefix}`);
      return values.filter((value) => value.startsWith(prefix));
    });
    return { asked, source };
  }

  it("narrows a whole answer instead of asking again", async () => {
    const { asked, source } = counted(["eni-0a", "eni-0b", "eni-1"]);
    expect(source.known("interface-id", "")).toBeUndefined();
    await source.load("interface-id", "");
    expect(source.known("interface-id", "ENI-0")).toEqual(["eni-0a", "eni-0b"]);
    expect(source.known("vpc-id", "eni-0")).toBeUndefined();
    expect(asked).toEqual(["interface-id:"]);
  });

  it("does not narrow an answer that may have been cut", async () => {
    const { source } = counted(Array.from({ length: 20 }, (_, i) => `eni-${i}`));
    await source.load("interface-id", "");
    expect(source.known("interface-id", "eni-1")).toBeUndefined();
    expect(source.known("interface-id", "")).toHaveLength(20);
  });

  it("forgets when it is told to", async () => {
    const { source } = counted(["a"]);
    await source.load("region", "");
    source.forget();
    expect(source.known("region", "")).toBeUndefined();
  });

  it("gives nothing when the answer fails, and asks again", async () => {
    const source = new ValueSource(() => Promise.reject(new Error("no")));
    expect(await source.load("region", "")).toEqual([]);
    expect(source.known("region", "")).toBeUndefined();
  });
});

describe("hasDataValues", () => {
  it.each([
    ["srcaddr", true],
    ["interface-id", true],
    ["service", true],
    ["interface-type", true],
    ["action", false],
    ["bytes", false],
    ["start", false],
    ["tcp-flags", false],
    ["nothing", false],
  ])("of %s is %s", (field, expected) => {
    expect(hasDataValues(field)).toBe(expected);
  });
});

describe("newValues", () => {
  it("leaves out what is offered already, and absence", () => {
    const offered = [{ label: "tcp", apply: "tcp" }];
    expect(newValues(["TCP", "udp", "", "-"], offered)).toEqual(["udp"]);
  });
});
