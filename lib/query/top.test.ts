import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_FILTER } from "@/lib/filter";
import { FIELDS } from "@/lib/flow";
import { GROUPINGS, groupingNamed } from "./grouping";
import { askSeries } from "./series";
import { groups, isFlow, measured } from "./testing/reference";
import { BEGIN, HOURS } from "./testing/rows";
import { startTestStore, type TestStore } from "./testing/store";
import { askTop } from "./top";
import { askValues } from "./values";

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.close());

const question = { filter: EMPTY_FILTER, from: BEGIN, to: BEGIN + HOURS * 3600, input: null };
const flowsOf = () => store.rows.filter((row) => isFlow(row) && row.start !== null);

test("every groupable field of the field list is a grouping", () => {
  const names = new Set(GROUPINGS.map(({ name }) => name));
  for (const { column, groupable } of FIELDS) expect(names.has(column)).toBe(groupable);
  for (const name of ["addr", "pair", "service", "port", "import"]) expect(names.has(name)).toBe(true);
});

describe.each(GROUPINGS.map(({ name }) => name))("by %s", (name) => {
  test("top lists the keys with the most, ties by key, and the rest", async () => {
    for (const measure of ["bytes", "flows"] as const) {
      const expected = groups(flowsOf(), name, measure);
      const answer = await askTop(store.asker, question, { grouping: groupingNamed(name), measure, limit: 2 });
      expect(
        answer.rows.map(({ key, ...row }) => [key, row.bytes, row.flows, row.packets, row.accept, row.reject]),
      ).toEqual(
        expected.slice(0, 2).map((one) => [one.key, one.bytes, one.flows, one.packets, one.accept, one.reject]),
      );
      const sum = (rows: { flows: number }[]) => rows.reduce((all, { flows }) => all + flows, 0);
      expect(answer.other).toMatchObject({ flows: sum(expected.slice(2)), groups: Math.max(0, expected.length - 2) });
      expect(answer.total.flows).toBe(flowsOf().length);
    }
  });

  test("series draws the same keys, with their sums, and the rest", async () => {
    const expected = groups(flowsOf(), name, "bytes");
    const options = {
      measure: "bytes",
      grouping: groupingNamed(name),
      interval: 600,
      limit: 2,
      maxPoints: 300,
    } as const;
    const { series } = await askSeries(store.asker, question, options);
    const kept = series.filter((line) => !line.other);
    expect(kept.map(({ key, total }) => [key, total])).toEqual(expected.slice(0, 2).map((one) => [one.key, one.bytes]));
    const rest = expected.slice(2).reduce((all, { bytes }) => all + bytes, 0);
    expect(series.find((line) => line.other)?.total ?? 0).toBe(rest);
    for (const line of kept) {
      const rows = expected.find((one) => one.key === line.key)?.rows ?? [];
      for (const [t, value] of line.points) {
        const inBucket = rows.filter(({ start }) => Number(start) >= t && Number(start) < t + 600);
        expect(value).toBe(measured(inBucket, "bytes"));
      }
    }
  });

  test("values are those that occur", async () => {
    const { values } = await askValues(store.asker, question, { field: name, limit: 200 });
    const expected = groups(flowsOf(), name, "flows").flatMap(({ key, flows }) => (key === null ? [] : [[key, flows]]));
    const given = values.map(({ value, flows }) => [value, flows]);
    if (name === "protocol") expect(given.map(([, flows]) => flows)).toEqual(expected.map(([, flows]) => flows));
    else expect(given).toEqual(expected);
  });
});

test("as many keys as there are", async () => {
  for (const name of ["srcaddr", "dstport", "service", "pair", "addr", "packets_lost_blackhole"]) {
    const expected = groups(flowsOf(), name, "packets");
    const options = { grouping: groupingNamed(name), measure: "packets", limit: 1000 } as const;
    const { rows, other } = await askTop(store.asker, question, options);
    expect(rows.map(({ key, packets }) => [key, packets])).toEqual(expected.map((one) => [one.key, one.packets]));
    expect(other).toMatchObject({ flows: 0, bytes: 0, groups: 0 });
  }
});

test("a grouping answers to every name of its field", () => {
  for (const name of ["interface-id", "INTERFACE_ID", "eni"]) expect(groupingNamed(name).name).toBe("interface_id");
  expect(groupingNamed("dport").name).toBe("dstport");
  expect(groupingNamed("source").name).toBe("import");
});

test("what is no grouping is refused with a suggestion", () => {
  expect(() => groupingNamed("srcadr")).toThrow(expect.objectContaining({ suggestion: "srcaddr", parameter: "by" }));
  expect(() => groupingNamed("bytes")).toThrow(/cannot be grouped/);
  expect(() => groupingNamed("srcaddr; DROP TABLE flows")).toThrow(expect.objectContaining({ name: "QuestionError" }));
});

test("values begin with what was typed", async () => {
  const { values } = await askValues(store.asker, question, { field: "srcaddr", prefix: "10.10.1.1", limit: 20 });
  expect(values.map(({ value }) => value).sort()).toEqual(["10.10.1.10", "10.10.1.100"]);
  const protocols = await askValues(store.asker, question, { field: "proto", prefix: "TC", limit: 1 });
  expect(protocols.values.map(({ value }) => value)).toEqual(["tcp"]);
});

test("a service row tells port and protocol, a pair row its addresses", async () => {
  const services = await askTop(store.asker, question, {
    grouping: groupingNamed("service"),
    measure: "flows",
    limit: 50,
  });
  expect(services.rows.find(({ key }) => key === "443/tcp")).toMatchObject({ port: 443, protocol: 6 });
  expect(services.rows.find(({ key }) => key === "icmp")).toMatchObject({ port: null, protocol: 1 });
  const pairs = await askTop(store.asker, question, { grouping: groupingNamed("pair"), measure: "flows", limit: 50 });
  for (const { key, addrs } of pairs.rows) if (key !== null) expect(addrs?.join(" ")).toBe(key);
});
