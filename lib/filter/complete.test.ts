import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyValue, completeAt } from "./complete";
import { FILTER_FIELDS } from "./fields";
import { kindOf } from "./kinds";
import { parseFilter } from "./parse";

const at = (text: string) => completeAt(text.replace("|", ""), text.includes("|") ? text.indexOf("|") : text.length);
const applies = (text: string) => at(text).options.map(({ apply }) => apply);

describe("completeAt", () => {
  it.each([
    ["", "field", 0, undefined],
    ["ds", "field", 0, undefined],
    ["tcp ds", "field", 4, undefined],
    ["(ds", "field", 1, undefined],
    ["not ds", "field", 4, undefined],
    ["tcp or ", "field", 7, undefined],
    ["dstport", "operator", 0, undefined],
    ["bytes ", "operator", 6, undefined],
    ["dstport:", "value", 8, "dstport"],
    ["dport:4", "value", 6, "dstport"],
    ["bytes>=", "value", 7, "bytes"],
    ["dstport:(", "value", 9, "dstport"],
    ["dstport:(22 or ", "value", 15, "dstport"],
    ["dstport:(22 or 3", "value", 15, "dstport"],
    ["dstport:(not ", "value", 13, "dstport"],
    ['instance-tag:"my a', "value", 13, "instance-tag"],
    ["dstport:(22 ", "keyword", 12, undefined],
    ["dstport:443 ", "keyword", 12, undefined],
    ["(tcp) ", "keyword", 6, undefined],
    ["ds| action:REJECT", "field", 0, undefined],
    ["action:RE| tcp", "value", 7, "action"],
    ["srcaddr:2001:db8:", "value", 8, "srcaddr"],
  ])("knows the place in %j", (text, kind, from, field) => {
    const completion = at(text);
    expect([completion.kind, completion.from, completion.field]).toEqual([kind, from, field]);
    expect(completion.to).toBe(text.includes("|") ? text.indexOf("|") : text.length);
  });

  it("offers fields by name, alias and part, the nearest first", () => {
    expect(applies("dstp")[0]).toBe("dstport:");
    expect(applies("dport")).toContain("dport!=");
    expect(applies("eni")[0]).toBe("eni:");
    expect(applies("addr").slice(0, 2)).toEqual(["addr:", "addr!="]);
    expect(applies("pkt_s")).toContain("pkt-srcaddr:");
    expect(applies("").slice(0, 2)).toEqual(["addr:", "port:"]);
    expect(applies("")).toHaveLength(FILTER_FIELDS.length);
  });

  it("says what a field is", () => {
    const [option] = at("dstpor").options;
    expect(option).toMatchObject({ label: "dstport", apply: "dstport:" });
    expect(option?.detail).toContain("Destination port");
  });

  it("offers only the operators that a field has", () => {
    expect(applies("bytes ")).toEqual(["!=", ">=", ">", "<=", "<"]);
    expect(applies("srcaddr ")).toEqual(["!="]);
  });

  it("offers closed lists, names and absence as values", () => {
    expect(applies("action:")).toEqual(["ACCEPT", "REJECT", "-"]);
    expect(applies("action:rej")).toEqual(["REJECT"]);
    expect(applies("proto:")[0]).toBe("tcp");
    expect(applies("dstport:htt")).toContain("https");
    expect(applies("tcp-flags:")).toEqual(expect.arrayContaining(["syn", "syn-ack", "rst", "fin", "ack"]));
    expect(applies("bytes>")).toEqual([]);
    expect(applies("source:")).toEqual([]);
    expect(applies("traffic-path:")).toContain("8");
  });

  it("offers bare words and connecting words", () => {
    expect(applies("rej")).toContain("REJECT");
    expect(applies("ud")).toContain("udp");
    expect(applies("no")).toContain("not ");
    expect(applies("tcp udp ")).toEqual(expect.arrayContaining(["and ", "or ", "not "]));
    expect(applies("(tcp ")).toContain(")");
    expect(applies("dstport:(22 ")).toEqual(["or ", ")"]);
  });

  it("tells the prefix of a value without its quotes", () => {
    expect(at('instance-tag:"my a').prefix).toBe("my a");
    expect(at("interface-id:eni-0").prefix).toBe("eni-0");
  });

  it("offers only values that can be read", () => {
    for (const field of FILTER_FIELDS) {
      for (const [hint] of kindOf(field).hints(field)) {
        expect(parseFilter(`${field.name}:${hint}`), `${field.name}:${hint}`).toMatchObject({ ok: true });
      }
    }
  });

  it("answers for any text and place, inside the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(), (text, n) => {
        const position = n % (text.length + 1);
        const { from, to } = completeAt(text, position);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from).toBeLessThanOrEqual(to);
        expect(to).toBe(position);
      }),
    );
  });
});

describe("applyValue", () => {
  it("writes any value of the data so that it is read back", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (value) => {
        const result = parseFilter(`instance-tag:${applyValue(value)}`);
        expect(result).toMatchObject({ ok: true, filter: { root: { values: [{ is: "one", value }] } } });
      }),
    );
    expect(applyValue(null)).toBe("-");
  });
});
