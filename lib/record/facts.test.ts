import { describe, expect, it } from "vitest";
import { FIELDS } from "@/lib/flow";
import { absentFields, factsOf } from "./facts";

describe("factsOf", () => {
  it("shows every field that has a value, once", () => {
    const record = Object.fromEntries(FIELDS.map((field) => [field.column, 1]));
    const shown = factsOf(record).flatMap((group) => group.facts.map((fact) => fact.field.column));
    expect([...shown].sort()).toEqual(FIELDS.map((field) => field.column).sort());
    expect(absentFields(record)).toEqual([]);
  });

  it("leaves out absent values and lists them as absent", () => {
    const groups = factsOf({ action: "REJECT", srcaddr: null, interface_id: "" });
    expect(groups.map((group) => group.title)).toEqual(["Decision"]);
    expect(absentFields({ action: "REJECT" }).some((field) => field.name === "srcaddr")).toBe(true);
  });

  it("names protocols, ports, flags and listed values, and writes counts exactly", () => {
    const facts = factsOf({
      action: "REJECT",
      protocol: 6,
      srcport: 59754,
      dstport: 443,
      tcp_flags: 18,
      bytes: "9007199254740993",
      start: 1587749363,
      traffic_path: 8,
    }).flatMap((group) => group.facts);
    const text = (column: string) => facts.find((fact) => fact.field.column === column)?.text;
    expect(text("protocol")).toBe("6 (tcp)");
    expect(text("srcport")).toBe("59754");
    expect(text("dstport")).toBe("443 (https)");
    expect(text("tcp_flags")).toBe("18 (syn, ack)");
    expect(text("bytes")).toBe("9,007,199,254,740,993");
    expect(text("start")).toBe("2020-04-24 17:29:23 UTC");
    expect(facts.find((fact) => fact.field.column === "traffic_path")?.valueMeaning).toBe("internet gateway (Nitro)");
  });
});
