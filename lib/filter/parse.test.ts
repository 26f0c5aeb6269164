import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIELDS } from "../flow";
import { SqlParams } from "../sql/params";
import type { FilterNode } from "./ast";
import { FILTER_FIELDS, findFilterField } from "./fields";
import { LIMITS } from "./limits";
import { parseFilter } from "./parse";
import { filterToSql } from "./to-sql";

function root(text: string): FilterNode | null {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.filter.root;
}

function error(text: string) {
  const result = parseFilter(text);
  if (result.ok) throw new Error(`${text} was accepted.`);
  return result.error;
}

const is = (field: string, ...values: readonly object[]) => ({ type: "term", field, comparison: "is", values });
const one = (value: string) => ({ is: "one", value });

describe("parseFilter", () => {
  it.each([
    [
      "srcaddr:10.0.0.0/8 dstport:443 action:REJECT",
      {
        type: "and",
        terms: [
          is("srcaddr", { is: "network", address: "10.0.0.0", prefix: 8 }),
          is("dstport", one("443")),
          is("action", one("REJECT")),
        ],
      },
    ],
    [
      "dstport:(22 or 3389) and not srcaddr:10.0.0.0/8",
      {
        type: "and",
        terms: [
          is("dstport", one("22"), one("3389")),
          { type: "not", term: is("srcaddr", { is: "network", address: "10.0.0.0", prefix: 8 }) },
        ],
      },
    ],
    [
      "bytes>=10MB  packets<3  dstport:1024..65535",
      {
        type: "and",
        terms: [
          { type: "term", field: "bytes", comparison: ">=", values: [one("10000000")] },
          { type: "term", field: "packets", comparison: "<", values: [one("3")] },
          is("dstport", { is: "range", from: "1024", to: "65535" }),
        ],
      },
    ],
    ["pkt-srcaddr:2001:db8::/32", is("pkt-srcaddr", { is: "network", address: "2001:db8::", prefix: 32 })],
    ["interface-id:eni-0a1*", is("interface-id", { is: "pattern", pieces: ["eni-0a1", ""] })],
    ["tcp-flags:syn", is("tcp-flags", { is: "flag", name: "syn" })],
    ["tcp-flags:18", is("tcp-flags", one("18"))],
    ["tcp-flags:SYN-ACK", is("tcp-flags", one("18"))],
    ["reject-reason:-", is("reject-reason", { is: "absent" })],
    ["167.71.109.229 8088", { type: "and", terms: [is("addr", one("167.71.109.229")), is("port", one("8088"))] }],
  ])("reads the contract's example %s", (text, tree) => {
    expect(root(text)).toEqual(tree);
  });

  it.each([
    ["eni-0a1", is("interface-id", one("eni-0a1"))],
    ["eni-0a1*", is("interface-id", { is: "pattern", pieces: ["eni-0a1", ""] })],
    ["vpc-1", is("vpc-id", one("vpc-1"))],
    ["subnet-1", is("subnet-id", one("subnet-1"))],
    ["i-0a1", is("instance-id", one("i-0a1"))],
    ["accept", is("action", one("ACCEPT"))],
    ["REJECT", is("action", one("REJECT"))],
    ["tcp", is("protocol", one("6"))],
    ["ICMP", is("protocol", one("1"))],
    ["https", is("port", { is: "service", name: "https" })],
    ["SSH", is("port", { is: "service", name: "ssh" })],
    ["10.0.0.0/8", is("addr", { is: "network", address: "10.0.0.0", prefix: 8 })],
    ["::1", is("addr", one("::1"))],
    ["fe80::1..fe80::9", is("addr", { is: "range", from: "fe80::1", to: "fe80::9" })],
    ["2001:DB8:0:0:0:0:0:1", is("addr", one("2001:db8::1"))],
    ["443", is("port", one("443"))],
    ["1024..65535", is("port", { is: "range", from: "1024", to: "65535" })],
    ["443/tcp", is("service", one("443/6"))],
    ["NODATA", is("log-status", one("NODATA"))],
    ["egress", is("flow-direction", one("egress"))],
  ])("reads the bare word %s", (text, tree) => {
    expect(root(text)).toEqual(tree);
  });

  it.each([
    ["src", "srcaddr"],
    ["dst", "dstaddr"],
    ["sport", "srcport"],
    ["dport", "dstport"],
    ["proto", "protocol"],
    ["eni", "interface-id"],
    ["vpc", "vpc-id"],
    ["subnet", "subnet-id"],
    ["instance", "instance-id"],
    ["dir", "flow-direction"],
    ["PKT_SrcAddr", "pkt-srcaddr"],
    ["addr", "addr"],
    ["port", "port"],
    ["source", "source"],
  ])("knows %s as %s", (alias, name) => {
    expect(findFilterField(alias)?.name).toBe(name);
  });

  it("knows every field of the record by both its names", () => {
    for (const field of FIELDS) {
      expect(findFilterField(field.name)?.columns).toEqual([field.column]);
      expect(findFilterField(field.column.toUpperCase())?.columns).toEqual([field.column]);
      expect(root(`${field.name}:-`)).toEqual(is(field.name, { is: "absent" }));
    }
    expect(FILTER_FIELDS).toHaveLength(FIELDS.length + 4);
  });

  it("lets and bind tighter than or, and not tighter than both", () => {
    expect(root("tcp or udp 53")).toEqual(root("tcp or (udp and 53)"));
    expect(root("not tcp udp")).toEqual(root("(not tcp) and udp"));
    expect(root("TCP OR UDP AND NOT 53")).toEqual(root("tcp or (udp not 53)"));
  });

  it.each([
    ["bytes>=1kB", "1000"],
    ["bytes>=1kiB", "1024"],
    ["bytes>=1.5MiB", "1572864"],
    ["bytes>=10mb", "10000000"],
    ["bytes>=2GB", "2000000000"],
    ["bytes>=2GiB", "2147483648"],
    ["bytes >= 40", "40"],
  ])("counts %s as %s", (text, value) => {
    expect(root(text)).toMatchObject({ values: [one(value)] });
  });

  it("takes a date as a day, and a time without seconds as a minute", () => {
    expect(root("start>2020-04-24")).toMatchObject({ values: [one("1587772799")] });
    expect(root("start>=2020-04-24")).toMatchObject({ values: [one("1587686400")] });
    expect(root("start<=2020-04-24T17:29Z")).toMatchObject({ values: [one("1587749399")] });
    expect(root("start<2020-04-24T17:29+02:00")).toMatchObject({ values: [one("1587742140")] });
    expect(root("start:1587749363")).toEqual(is("start", one("1587749363")));
    expect(root('end:"2020-04-24 17:29:23".."2020-04-24 17:30:22"')).toEqual(
      is("end", { is: "range", from: "1587749363", to: "1587749422" }),
    );
  });

  it("never throws and points inside the text, for any text", () => {
    const alphabet = fc.constantFrom(
      ...'abc019.:/-*()"\\ <>=!,_'.split(""),
      "or ",
      "and ",
      "not ",
      "dstport:",
      "srcaddr:",
      "bytes>",
      "start:",
      "..",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(alphabet).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const result = parseFilter(text);
        if (result.ok) {
          expect(filterToSql(result.filter, new SqlParams())).not.toBe("");
          return;
        }
        const { from, to, found, message } = result.error;
        expect(message).toMatch(/\S.*[.:]$/);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(text.length);
        if (found !== "") expect(text.slice(from, to)).toBe(found);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("errors", () => {
  it.each([
    ["dst_prt:80", "dst_prt", "dstport"],
    ["tcp sorce:imp-1", "sorce", "source"],
    ["action:REJCT", "REJCT", "REJECT"],
    ["flow-direction:in", "in", undefined],
    ["proto:tpc", "tpc", "tcp"],
    ["srcport:htps", "htps", "https"],
    ["tcp-flags:synn", "synn", "syn"],
    ["htps", "htps", "https"],
    ["rejct", "rejct", "reject"],
    ["dstport:99999", "99999", undefined],
    ["70000", "70000", undefined],
    ["dstport:9..2", "9..2", "2..9"],
    ["dstport:1024..", "1024..", undefined],
    ["srcaddr:10.0.0.256", "10.0.0.256", undefined],
    ["srcaddr:010.0.0.1", "010.0.0.1", undefined],
    ["srcaddr:10.0.0.0/33", "10.0.0.0/33", "10.0.0.0/32"],
    ["srcaddr:2001:db8::/129", "2001:db8::/129", "2001:db8::/128"],
    ["srcaddr:10.0.*", "10.0.*", "10.0.0.0/16"],
    ["10.0", "10.0", "10.0.0.0/16"],
    ["srcaddr:10.0.0.9..10.0.0.1", "10.0.0.9..10.0.0.1", "10.0.0.1..10.0.0.9"],
    ["srcaddr:10.0.0.9..::1", "10.0.0.9..::1", undefined],
    ["10.0.0.1:443", "10.0.0.1:443", "10.0.0.1 443"],
    ["2001:db8", "2001:db8", "2001:db8::/32"],
    ["bytes>10M", "10M", "10MB"],
    ["bytes>10bits", "10bits", undefined],
    ["bytes>1.0005kB", "1.0005kB", undefined],
    ["packets>10kB", "10kB", "10"],
    ["bytes>1,000", "1,000", "1000"],
    ["bytes>18446744073709551616", "18446744073709551616", undefined],
    ["bytes > 10 MB", "MB", undefined],
    ["srcaddr>10.0.0.1", ">", ":"],
    ["protocol>=tcp", ">=", ":"],
    ["dstport>(1 or 2)", "(1 or 2)", undefined],
    ["dstport>1..2", "1..2", undefined],
    ["dstport>-", "-", undefined],
    ["dstport>https", "https", undefined],
    ["dstport:44*", "44*", undefined],
    ["dstport:*", "*", undefined],
    ["action:REJ*", "REJ*", undefined],
    ["source:-", "-", undefined],
    ["source:abc", "abc", undefined],
    ["start:yesterday", "yesterday", undefined],
    ["start:2020-02-30", "2020-02-30", undefined],
    ["start:1587749363000", "1587749363000", "1587749363"],
    ["start:2020-04-24T17:29:23.5Z", "2020-04-24T17:29:23.5Z", "2020-04-24T17:29:23Z"],
    ['instance-tag:""', '""', "-"],
    ["123456789012", "123456789012", "account-id:123456789012"],
    ["dstport:22,3389", "22,3389", "(22 or 3389)"],
    ["dstport:(22 3389)", "3389", "or 3389"],
    ["dstport:(22, 3389)", "22, 3389", "22 or 3389"],
    ["dstport", "dstport", "dstport:"],
    ["tcp && udp", "&&", "and"],
    ["-dstport:3", "-dstport", "not dstport"],
    ["!dstport:3", "!", "not "],
    ["dstport :443", " :", ":"],
    ['"ssh', '"ssh', '"ssh"'],
    ['instance-tag:"abc', '"abc', '"abc"'],
    ["(tcp", "", ")"],
    ["tcp)", ")", ""],
    ["()", ")", undefined],
    ["dstport:()", ")", undefined],
    ["dstport:", "", undefined],
    ["reject-reason: dstport:3", "", undefined],
    ["tcp or", "", undefined],
    ["or tcp", "or", undefined],
    ["not", "", undefined],
    ["tcp and or udp", "or", undefined],
    [">= 3", ">=", undefined],
    [":443", ":", undefined],
  ])("%s: finds %j, suggests %j", (text, found, suggestion) => {
    const mistake = error(text);
    expect([mistake.found, mistake.suggestion]).toEqual([found, suggestion]);
    expect(text.slice(mistake.from, mistake.to)).toBe(found);
    if (suggestion !== undefined && !suggestion.endsWith(":")) {
      const mended = `${text.slice(0, mistake.from)}${suggestion}${text.slice(mistake.to)}`;
      expect(parseFilter(mended)).toMatchObject({ ok: true });
    }
  });

  it("says what was expected", () => {
    expect(error("dstport:x").expected[0]).toContain("port");
    expect(error("action:x").expected).toEqual(["ACCEPT", "REJECT"]);
    expect(error("dst_prt:1").expected[0]).toBe("dstport");
    expect(error("dst_prt:1").expected).toContain("srcaddr");
    expect(error("bytes>1x").expected).toContain("MiB");
    expect(error("srcaddr:").expected).toContain("an address");
  });

  it("limits length, nesting and terms", () => {
    expect(error("x".repeat(LIMITS.length + 1)).message).toContain("too long");
    expect(error(`${"(".repeat(51)}tcp${")".repeat(51)}`).message).toContain("nested too deeply");
    expect(root(`${"(".repeat(50)}tcp${")".repeat(50)}`)).toEqual(root("tcp"));
    expect(error(`${"not ".repeat(51)}tcp`).message).toContain("nested too deeply");
    expect(error(`dstport:(${Array.from({ length: 501 }, (_, i) => i).join(" or ")})`).message).toContain("too many");
    expect(root(`dstport:(${Array.from({ length: 500 }, (_, i) => i % 100).join(" or ")})`)).toMatchObject({
      type: "term",
    });
    expect(error("(".repeat(4000)).message).toContain("nested too deeply");
    expect(error("eni:a ".repeat(499)).message).toContain("written out");
  });
});
