import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_FILTER, parseFilter } from "@/lib/filter";
import { FIELDS } from "@/lib/flow";
import { parseCursor, printCursor } from "./cursor";
import { askExport } from "./export";
import type { Question } from "./question";
import { askRecord } from "./record";
import { type FlowRecord, recordId } from "./record-row";
import { askRecords } from "./records";
import { parseSort } from "./sort";
import { inPlace } from "./testing/reference";
import { BEGIN, type TestRow } from "./testing/rows";
import { startTestStore, type TestStore } from "./testing/store";

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.close());

const everything: Question = { filter: EMPTY_FILTER, from: null, to: null, input: null };

const idOf = (row: TestRow): string =>
  recordId({ input: Number(row.input), line: String(row.line), start: Number(row.start ?? 0) });

/** A generated row as the API must write it. */
const written = (row: TestRow) => ({
  id: idOf(row),
  source: `imp-${row.input}`,
  line: row.line,
  ...Object.fromEntries(FIELDS.map(({ column }) => [column, row[column]])),
});

async function pages(question: Question, sort: string, limit: number): Promise<FlowRecord[]> {
  const all: FlowRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await askRecords(store.asker, question, { sort, limit, cursor });
    expect(page.records.length).toBeLessThanOrEqual(limit);
    all.push(...page.records);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return all;
}

describe("records", () => {
  test("every field of every line is given as it was stored", async () => {
    const all = await pages(everything, "start", 1000);
    const byId = new Map(all.map((record) => [record.id, record]));
    expect(byId.size).toBe(store.rows.length);
    for (const row of store.rows) expect(byId.get(idOf(row))).toEqual(written(row));
  });

  const sorts = FIELDS.flatMap(({ column }) => [column, `-${column}`]);
  test.each(sorts)("paging by %s gives each record once, in order", async (sort) => {
    const all = await pages(everything, sort, 90);
    expect(new Set(all.map(({ id }) => id)).size).toBe(store.rows.length);
    expect(all.length).toBe(store.rows.length);
    const column = sort.replace("-", "");
    if (column === "start") return;
    const values = all.map((record) => record[column] ?? null);
    const present = values.filter((value) => value !== null);
    expect(values.slice(0, present.length)).toEqual(present);
    if (typeof present[0] === "number") {
      const sorted = [...present].sort((a, b) => Number(a) - Number(b));
      expect(present).toEqual(sort.startsWith("-") ? sorted.reverse() : sorted);
    }
  });

  test("a filter, a range and an input narrow every page", async () => {
    const parsed = parseFilter("action:REJECT");
    if (!parsed.ok) throw new Error(parsed.error.message);
    const question = { filter: parsed.filter, from: BEGIN, to: BEGIN + 5400, input: 12 };
    const expected = store.rows.filter((row) => row.action === "REJECT" && inPlace(row, question)).map(idOf);
    const found = await pages(question, "-bytes", 7);
    expect(found.map(({ id }) => id).sort()).toEqual(expected.sort());
  });

  const hosts = [
    ["addr:10.10.1.10", ({ srcaddr, dstaddr }: TestRow) => [srcaddr, dstaddr].includes("10.10.1.10")],
    ["srcaddr:10.10.1.10", ({ srcaddr }: TestRow) => srcaddr === "10.10.1.10"],
    ["dstaddr:10.10.1.10 action:REJECT", (row: TestRow) => row.dstaddr === "10.10.1.10" && row.action === "REJECT"],
    [
      "addr:10.10.1.10 addr:167.71.109.229",
      ({ srcaddr, dstaddr }: TestRow) => [srcaddr, dstaddr].sort().join(" ") === "10.10.1.10 167.71.109.229",
    ],
    [
      "addr:10.10.1.10 port:443",
      (row: TestRow) =>
        [row.srcaddr, row.dstaddr].includes("10.10.1.10") && [row.srcport, row.dstport].map(Number).includes(443),
    ],
  ] as const;
  const orders = ["-start", "start", "-bytes"];
  const wholes = new Map<string, Promise<string[]>>();
  const whole = (sort: string): Promise<string[]> => {
    const known = wholes.get(sort) ?? pages(everything, sort, 1000).then((all) => all.map(({ id }) => id));
    wholes.set(sort, known);
    return known;
  };
  test.each(hosts.flatMap(([text, fits]) => orders.map((sort) => ({ text, sort, fits }))))(
    "pages of $text by $sort hold each record once, in the order of the whole",
    async ({ text, sort, fits }) => {
      const parsed = parseFilter(text);
      if (!parsed.ok) throw new Error(parsed.error.message);
      for (const place of [everything, { ...everything, from: BEGIN + 1000, to: BEGIN + 9000, input: 7 }]) {
        const question = { ...place, filter: parsed.filter };
        const expected = store.rows.filter((row) => fits(row) && inPlace(row, question)).map(idOf);
        const found = (await pages(question, sort, 9)).map(({ id }) => id);
        expect(found.length).toBeGreaterThan(0);
        expect([...found].sort()).toEqual(expected.sort());
        const kept = new Set(found);
        expect(found).toEqual((await whole(sort)).filter((id) => kept.has(id)));
      }
    },
  );

  test("sorts and cursors that are none are refused", async () => {
    const ask = (sort: string, cursor?: string) => askRecords(store.asker, everything, { sort, limit: 1, cursor });
    await expect(ask("byts")).rejects.toMatchObject({ parameter: "sort", suggestion: "bytes" });
    await expect(ask("start; DROP TABLE flows")).rejects.toMatchObject({ parameter: "sort" });
    await expect(ask("start", "nonsense")).rejects.toMatchObject({ parameter: "cursor" });
    await expect(ask("start", "é")).rejects.toMatchObject({ parameter: "cursor" });
    const { next_cursor } = await ask("-bytes");
    await expect(ask("start", next_cursor ?? "")).rejects.toMatchObject({ parameter: "cursor" });
    const made = printCursor(parseSort("start"), ["1 OR 1=1", "7", "1"]);
    await expect(ask("start", made)).rejects.toMatchObject({ parameter: "cursor" });
  });

  test("a cursor keeps any text", () => {
    const sort = parseSort("instance-tag");
    const values = ["0", "naïve ☃ 'quoted'", "1587744000", "7", "18446744073709551615"];
    expect(parseCursor(sort, printCursor(sort, values))).toEqual(values);
  });

  test("a record is found by its id, and nothing else is", async () => {
    const row = store.rows[17] as TestRow;
    expect(await askRecord(store.asker, idOf(row))).toEqual(written(row));
    expect(await askRecord(store.asker, `${idOf(row)}9`)).toBeNull();
    for (const id of ["", "x", "1-2", "1-2-3-4", "7-1-0 OR 1=1"]) expect(await askRecord(store.asker, id)).toBeNull();
  });
});

describe("export", () => {
  const exported = async (options: Parameters<typeof askExport>[2], question = everything) =>
    (await buffer(await askExport(store.asker, question, options))).toString();

  test("CSV has the column names as its header and leaves absent values empty", async () => {
    const text = await exported({ format: "csv", columns: "srcaddr,dstport,start,action,interface-id" });
    const [header, ...lines] = text.trimEnd().split("\n");
    expect(header?.replaceAll('"', "")).toBe("srcaddr,dstport,start,action,interface_id");
    const expected = store.rows.map((row) =>
      [row.srcaddr, row.dstport, row.start, row.action, row.interface_id].map((value) => value ?? "").join(","),
    );
    expect(lines.map((line) => line.replaceAll('"', "")).sort()).toEqual(expected.sort());
  });

  test("ndjson holds every field, absent ones as null", async () => {
    const lines = (await exported({ format: "ndjson" })).trimEnd().split("\n");
    const given = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(given.length).toBe(store.rows.length);
    const plain = (row: Record<string, unknown>) => JSON.stringify(FIELDS.map(({ column }) => row[column] ?? null));
    expect(given.map(plain).sort()).toEqual(store.rows.map(plain).sort());
    expect(Object.keys(given[0] ?? {})).toEqual(FIELDS.map(({ column }) => column));
  });

  test("Parquet is a whole file, also when nothing matches", async () => {
    for (const question of [everything, { ...everything, input: 99 }]) {
      const bytes = await buffer(await askExport(store.asker, question, { format: "parquet" }));
      expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).toEqual(["PAR1", "PAR1"]);
    }
  });

  test("records are in order of start", async () => {
    const lines = (await exported({ format: "csv", columns: "start" })).trimEnd().split("\n").slice(1);
    const starts = lines.map(Number);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  test("columns that are none are refused", async () => {
    const refused = (columns: string) => askExport(store.asker, everything, { format: "csv", columns });
    await expect(refused("srcadr")).rejects.toMatchObject({ parameter: "columns", suggestion: "srcaddr" });
    await expect(refused("bytes,bytes")).rejects.toMatchObject({ parameter: "columns" });
    await expect(refused("bytes FROM system.tables --")).rejects.toMatchObject({ parameter: "columns" });
  });
});
