import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestEngine } from "../engine/testing";
import { SqlParams } from "../sql/params";
import { checkedFilter, type Filter, type FilterNode } from "./ast";
import { FILTER_FIELDS } from "./fields";
import { kindOf } from "./kinds";
import { parseFilter } from "./parse";
import { anyNode, filterTerm } from "./testing/arbitrary";
import { matches } from "./testing/matches";
import { makeRecords, storeRecords } from "./testing/records";
import { filterToSql } from "./to-sql";

const records = makeRecords(400, 20200424);
let stand: Awaited<ReturnType<typeof startTestEngine>>;

beforeAll(async () => {
  stand = await startTestEngine();
  await storeRecords(stand.engine, records);
}, 60_000);

afterAll(() => stand.close());

function parsed(text: string): Filter {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.filter;
}

/** What many filters match, in one statement: their columns are 0 or 1, or NULL where one leaks. */
async function linesOf(filters: readonly Filter[]): Promise<number[][]> {
  const params = new SqlParams();
  const columns = filters.map((_, i) => `groupArrayIf(line, c${i}) AS l${i}, countIf(isNull(c${i})) AS n${i}`);
  const inner = filters.map((filter, i) => `(${filterToSql(filter, params)}) AS c${i}`);
  const sql = `SELECT ${columns.join(", ")} FROM (SELECT line, ${inner.join(", ")} FROM flows ORDER BY line)`;
  const { rows } = await stand.engine.query<Record<string, string | string[]>>(sql, params.values);
  return filters.map((_, i) => {
    expect(Number(rows[0]?.[`n${i}`])).toBe(0);
    return [...(rows[0]?.[`l${i}`] ?? [])].map(Number).sort((a, b) => a - b);
  });
}

function expectedLines(node: FilterNode): number[] {
  return records.filter((record) => matches(node, record)).map((record) => Number(record.line));
}

async function compare(nodes: readonly FilterNode[]): Promise<void> {
  const found = await linesOf(nodes.map(checkedFilter));
  nodes.forEach((node, i) => {
    expect({ node, lines: found[i] }).toEqual({ node, lines: expectedLines(node) });
  });
}

describe("filterToSql in the engine", () => {
  it("stores what the records say", async () => {
    const [all] = await linesOf([parsed("")]);
    expect(all).toHaveLength(records.length);
  });

  it("agrees with the meaning, for every field and comparison and the opposite", async () => {
    let fields = 0;
    for (const field of FILTER_FIELDS) {
      const terms = fc.sample(filterTerm(field), { numRuns: 14, seed: 7 });
      const present = terms[0] ? [{ ...terms[0], comparison: "is", values: [{ is: "absent" }] } as const] : [];
      const nodes: FilterNode[] = [...terms, ...(kindOf(field).always ? [] : present)];
      await compare(nodes.flatMap((node) => [node, { type: "not", term: node }]));
      fields++;
    }
    expect(fields).toBe(FILTER_FIELDS.length);
  }, 120_000);

  it("agrees with the meaning, for any filter", async () => {
    const nodes = fc.sample(anyNode, { numRuns: 300, seed: 11 });
    for (let i = 0; i < nodes.length; i += 5) await compare(nodes.slice(i, i + 5));
  }, 120_000);

  it.each([
    "dstport:443",
    "not dstport:443",
    "dstport!=443",
    "dstport:-",
    "dstport:(443 or -)",
    "dstport<1024",
    "srcport:https",
    "port:(ssh or 1024..65535)",
    "srcaddr:10.0.0.0/8",
    "srcaddr:10.10.1.10/8",
    "0.0.0.0/0",
    "::/0",
    "srcaddr:::/0",
    "srcaddr:::/64",
    "srcaddr:::/80",
    "srcaddr:ffff::/16",
    "srcaddr:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "srcaddr:::..ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "srcaddr:(10.0.0.0/8 and not 10.10.0.0/16)",
    "pkt-srcaddr:2001:db8::/32",
    "bytes>=10MB",
    "bytes<=18446744073709551615",
    "tcp-flags:syn",
    "tcp-flags:syn-ack",
    "tcp-flags:(syn and not ack)",
    "interface-id:eni-0a1*",
    "interface-id:*0a1*",
    "interface-id:*",
    "instance-tag:a*b",
    'instance-tag:"a*b"',
    "instance-tag:a%b",
    "instance-tag:a_b",
    "instance-tag:a\\b",
    "action:reject",
    "reject-reason:accepted",
    "reject-reason:-",
    "start<2020-04-24T17:29:23Z",
    "start<=0",
    "start:0..59",
    "start:(0 or 1)",
    "start:2020-04-24",
    "not end>=2020-04-24",
    "source:imp-12",
    "service:443/tcp",
    "service:https",
    "service:-",
    "not (port:80 or port:3389) dstaddr:10.0.0.0/8",
    "srcport:80 or dstport:22 and srcaddr:10.0.0.0/8",
  ])("agrees with the meaning of %s", async (text) => {
    const { root } = parsed(text);
    if (root) await compare([root]);
  });

  it("finds something for plain questions, so that agreement means something", async () => {
    const found = await linesOf(
      [
        "dstport:443",
        "::/0",
        "0.0.0.0/0",
        "tcp-flags:syn",
        "interface-id:eni-0a1*",
        "start:2020-04-24",
        "bytes>=10MB",
      ].map(parsed),
    );
    for (const lines of found) expect(lines.length).toBeGreaterThan(5);
  });
});

describe("injection", () => {
  const HOSTILE = [
    "'",
    "''",
    "\\",
    "\\'",
    "' OR 1 = 1 --",
    "x' UNION ALL SELECT * FROM imports --",
    "*/ DROP TABLE flows /*",
    "{p0:String}",
    "{x:Identifier}",
    "); DROP TABLE flows; --",
    "\u0000",
    "%27",
    "`input`",
    "$1",
    "\n--",
    "😀'",
  ];

  it("never lets a value into the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 1, unit: "grapheme" })), (value) => {
        const quoted = `"${value.replace(/["\\]/g, "\\$&")}"`;
        const params = new SqlParams();
        const same = new SqlParams();
        expect(filterToSql(parsed(`interface-id:(${quoted} or ${quoted}*)`), params)).toBe(
          filterToSql(parsed("interface-id:(a or a*)"), same),
        );
        expect(params.values.p0).toBe(value);
      }),
    );
  });

  it("matches hostile values literally and nothing else", async () => {
    const values = HOSTILE.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`);
    const nodes = values.flatMap((value) => [
      parsed(`instance-tag:${value}`).root,
      parsed(`reject-reason:${value}*`.replace("*", "")).root,
    ]);
    await compare(nodes.flatMap((node) => node ?? []));
    const [all] = await linesOf([parsed("")]);
    expect(all).toHaveLength(records.length);
  });

  it("accepts no hostile text as a field, an operator or a bare word", () => {
    for (const text of HOSTILE) {
      for (const filter of [`${text}:1`, `dstport${text}1`, text]) {
        const result = parseFilter(filter);
        if (!result.ok) continue;
        const sql = filterToSql(result.filter, new SqlParams());
        expect(sql).toMatch(/^[\w\s(){}:,=<>!']*$/);
      }
    }
  });
});
