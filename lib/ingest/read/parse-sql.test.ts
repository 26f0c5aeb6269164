import { writeFile } from "node:fs/promises";
import { isIPv6 } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestEngine } from "../../engine/testing";
import { DEFAULT_FORMAT, FIELDS, findField } from "../../flow";
import { makeBundle } from "./bundle";
import { filesInPlace } from "./lines-source";
import { recordsSelect, rejectedSelect } from "./parse-sql";

let running: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  running = await startTestEngine();
});
afterAll(() => running.close());

const NAMES = FIELDS.map((field) => field.name);
let files = 0;

async function parse(lines: readonly string[], fields: readonly string[] = DEFAULT_FORMAT) {
  const path = join(running.folder, `lines-${++files}`);
  await writeFile(path, lines.join("\n"));
  const file = { path, fields, firstLine: 1, input: 7, lines: lines.length };
  const { columns, select } = recordsSelect([file]);
  await running.engine.command("TRUNCATE TABLE flows");
  await running.engine.command(`INSERT INTO flows (${columns.map((c) => `\`${c}\``).join(", ")}) ${select}`);
  const good = await running.engine.query<Record<string, string | number | null>>("SELECT * FROM flows ORDER BY line");
  const bad = await running.engine.query<{ line: string; reason: string }>(
    `${rejectedSelect(file, NAMES)} ORDER BY line`,
  );
  return { good: good.rows, bad: bad.rows.map((row) => [Number(row.line), row.reason]) };
}

const GOOD = "2 123456789012 eni-0a1 10.0.0.1 10.0.0.2 50000 443 6 10 840 1700000000 1700000060 ACCEPT OK";
const change = (index: number, token: string): string => GOOD.split(" ").with(index, token).join(" ");

test("a record keeps every value", async () => {
  const { good, bad } = await parse([GOOD]);
  expect(bad).toEqual([]);
  expect(good).toMatchObject([
    {
      version: 2,
      account_id: "123456789012",
      interface_id: "eni-0a1",
      srcaddr: "::ffff:10.0.0.1",
      dstport: 443,
      packets: "10",
      bytes: "840",
      action: "ACCEPT",
      tcp_flags: null,
      vpc_id: "",
      input: 7,
      line: "1",
      service_port: 443,
    },
  ]);
});

test("white space, a byte order mark and line ends do no harm", async () => {
  const { good, bad } = await parse([
    `\ufeff${GOOD}\r`,
    "",
    GOOD.replaceAll(" ", "\t"),
    ` ${GOOD.replace(" ", "\u00a0 ")}  `,
    " \t",
  ]);
  expect(bad).toEqual([]);
  expect(good.map((row) => row.line)).toEqual(["1", "3", "4"]);
});

test("absent values are absent, milliseconds become seconds", async () => {
  const { good } = await parse(["2 1 eni-1 - - - - - - - 1700000000123 1700000060999 - NODATA"]);
  expect(good).toMatchObject([
    {
      srcport: null,
      packets: null,
      start: "2023-11-14 22:13:20",
      action: "",
      srcaddr: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    },
  ]);
});

test("each bad token is named", async () => {
  const { good, bad } = await parse([
    change(5, "65536"),
    change(3, "10.0.0.256"),
    change(9, "1.5"),
    change(8, "+5"),
    change(10, "yesterday"),
    change(12, "DENY"),
    change(13, "ok"),
    `${GOOD} extra`,
    DEFAULT_FORMAT.join(" "),
    "not a flow log",
  ]);
  expect(good).toEqual([]);
  expect(bad).toEqual([
    [1, "srcport is not a number from 0 to 65535"],
    [2, "srcaddr is not an IP address"],
    [3, "bytes is not a number"],
    [4, "packets is not a number"],
    [5, "start is not a time in Unix seconds"],
    [6, "action is none of ACCEPT, REJECT"],
    [7, "log-status is none of OK, NODATA, SKIPDATA"],
    [8, "has 15 fields, the format has 14"],
    [9, "header"],
    [10, "has 4 fields, the format has 14"],
  ]);
});

test("every field can stand in a format, and unknown columns are passed over", async () => {
  const fields = [...NAMES, "somebody-elses"];
  const { good, bad } = await parse(
    [fields.map((name) => (findField(name)?.kind === "time" ? "1600000000" : "-")).join(" ")],
    fields,
  );
  expect(bad).toEqual([]);
  expect(good.length).toBe(1);
});

test("several files in one statement keep their own numbers", async () => {
  const files = await Promise.all(
    [3, 0, 5, 2].map(async (count, at) => {
      const path = join(running.folder, `many-${at}`);
      await writeFile(path, Array.from({ length: count }, () => GOOD).join("\n"));
      return { path, fields: DEFAULT_FORMAT, firstLine: 1 + at * 1000, input: 20 + at, lines: count };
    }),
  );
  const bundle = join(running.folder, "bundle");
  const held = await makeBundle(files, bundle);
  const { columns, select } = recordsSelect(held, filesInPlace(held, bundle));
  await running.engine.command("TRUNCATE TABLE flows");
  await running.engine.command(`INSERT INTO flows (${columns.map((c) => `\`${c}\``).join(", ")}) ${select}`);
  const { rows } = await running.engine.query<{ input: number; lines: string[] }>(
    "SELECT input, arraySort(groupArray(line)) AS lines FROM flows GROUP BY input ORDER BY input",
  );
  expect(rows.map(({ input, lines }) => [input, lines.map(Number)])).toEqual([
    [20, [1, 2, 3]],
    [22, [2001, 2002, 2003, 2004, 2005]],
    [23, [3001, 3002]],
  ]);
});

test("what is no address by RFC 4291 is none to the engine either", async () => {
  const group = fc.oneof(
    fc.constant("0"),
    fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16)),
  );
  const joint = fc.constantFrom(":", ":", ":", "::", ":::");
  const pieces = fc.array(fc.tuple(group, joint), { minLength: 1, maxLength: 9 });
  const end = fc.oneof(group, fc.constantFrom("", "10.0.0.1", "10.0.0.256"));
  const made = fc.tuple(fc.constantFrom("", "", ":", "::"), pieces, end).map(([start, middle, last]) => {
    return `${start}${middle.map(([name, colon]) => name + colon).join("")}${last}`;
  });
  const known = [
    "2001:db8:::1",
    ":::1",
    "::",
    "::1:2:3:4:5:6:7:8",
    "1::2:3:4:5:6:7:8",
    "::2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::",
  ];
  const dotted = ["1::2:3:4:5:6:10.0.0.1", "::2:3:4:5:6:10.0.0.1", "1:2:3:4:5:6:10.0.0.1", "2001:db8::1"];
  const texts = [...new Set([...known, ...dotted, ...fc.sample(made, 3000)])].filter((text) => text.includes(":"));
  const { bad } = await parse(texts.map((text) => change(3, text)));
  const refused = new Set(bad.map(([line]) => texts[Number(line) - 1]));
  expect(texts.filter((text) => refused.has(text))).toEqual(texts.filter((text) => !isIPv6(text)));
});
