import { GetQueryResultsCommand, StartQueryCommand, StopQueryCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AwsFake, startAwsFake } from "../../aws-fake";
import { plainClients } from "../../clients";

const GROUP = "/vpc/flow-logs";
const START = Date.UTC(2026, 5, 1) / 1000;

let fake: AwsFake;
let clients: ReturnType<typeof plainClients>;

const line = (src: string, port: number, bytes: number | "-", start: number, action = "ACCEPT"): string =>
  `2 123456789012 eni-1 ${src} 10.0.0.1 40000 ${port} 6 1 ${bytes} ${start} ${start + 59} ${action} OK`;

beforeEach(async () => {
  fake = await startAwsFake({ quotas: false, now: () => (START + 3600) * 1000 });
  clients = plainClients(fake.url);
  const lines = [
    [0, line("10.1.0.1", 443, 100, START)],
    [60, line("10.1.0.2", 443, 50, START + 60, "REJECT")],
    [300, line("192.0.2.7", 22, 40, START + 300, "REJECT")],
    [301, line("192.0.2.7", 22, "-", START + 301, "REJECT")],
    [302, "not a flow record"],
  ] as const;
  fake.put(
    GROUP,
    "eni-1-all",
    lines.map(([seconds, message]) => ({ timestamp: (START + seconds) * 1000, message })),
  );
});

afterEach(async () => {
  clients.destroy();
  await fake.close();
});

async function ask(queryString: string, endTime = START + 3600) {
  const { queryId } = await clients.logs.send(
    new StartQueryCommand({ logGroupName: GROUP, startTime: START, endTime, queryString }),
  );
  const first = await clients.logs.send(new GetQueryResultsCommand({ queryId }));
  expect(first).toMatchObject({ status: "Running", results: [] });
  const done = await clients.logs.send(new GetQueryResultsCommand({ queryId }));
  expect(done.status).toBe("Complete");
  return {
    rows: (done.results ?? []).map((row) => Object.fromEntries(row.map(({ field, value }) => [field ?? "", value]))),
    statistics: done.statistics,
  };
}

test("totals by group, in order, with the cost", async () => {
  const { rows, statistics } = await ask(
    `filter srcAddr like /\\d/ | stats sum(bytes) as bytes, count(*) as flows by srcAddr, action | sort bytes desc, srcAddr asc | limit 2`,
  );
  expect(rows).toEqual([
    { srcAddr: "10.1.0.1", action: "ACCEPT", bytes: "100", flows: "1" },
    { srcAddr: "10.1.0.2", action: "REJECT", bytes: "50", flows: "1" },
  ]);
  expect(statistics).toMatchObject({ recordsScanned: 5, recordsMatched: 4 });
  expect(statistics?.bytesScanned).toBeGreaterThan(300);
});

test("a time series by bins, columns named as they were written", async () => {
  const { rows } = await ask(`filter ispresent(bytes) | stats sum(bytes), count(*) by bin(5m) | sort bin(5m)`);
  expect(rows).toEqual([
    { "bin(5m)": "2026-06-01 00:00:00.000", "sum(bytes)": "150", "count(*)": "2" },
    { "bin(5m)": "2026-06-01 00:05:00.000", "sum(bytes)": "40", "count(*)": "2" },
  ]);
});

test("conditions: subnets, lists, and, or, not, and fields that are missing", async () => {
  const count = async (condition: string): Promise<string | undefined> =>
    (await ask(`filter ${condition} | stats count(*) as n`)).rows[0]?.n;
  expect(await count(`isIpv4InSubnet(srcAddr, "10.1.0.0/16")`)).toBe("2");
  expect(await count(`not isIpv4InSubnet(srcAddr, "10.1.0.0/16") and ispresent(srcAddr)`)).toBe("2");
  expect(await count(`dstPort in [22, 80] or (dstPort = 443 and action = "REJECT")`)).toBe("3");
  expect(await count(`dstPort not in [22] and dstPort >= 443`)).toBe("2");
  expect(await count(`srcAddr != "10.1.0.1"`)).toBe("4");
  expect(await count(`bytes > 45 and bytes <= 100`)).toBe("2");
});

test("fields are taken from the message by a pattern where Insights finds none", async () => {
  const names =
    "version, account, eni, src, dst, srcport, dstport, protocol, packets, size, begin, finish, verdict, status";
  const { rows } = await ask(
    `parse @message "${Array(14).fill("*").join(" ")}" as ${names} | filter verdict = "REJECT" | stats sum(size) / count(*) as mean by src`,
  );
  expect(rows).toEqual([
    { src: "10.1.0.2", mean: "50" },
    { src: "192.0.2.7", mean: "20" },
  ]);
  const named = await ask(`parse @message /(?<kind>ACCEPT|REJECT)/ | stats count(*) as n by kind | sort n desc`);
  expect(named.rows).toEqual([{ kind: "REJECT", n: "3" }, { kind: "ACCEPT", n: "1" }, { n: "1" }]);
});

test("both ends of the range are inclusive seconds", async () => {
  expect((await ask("stats count(*) as n", START + 300)).rows).toEqual([{ n: "3" }]);
  expect((await ask("stats count(*) as n", START + 299)).rows).toEqual([{ n: "2" }]);
});

test("a query that cannot be read says where, and one that is stopped is cancelled", async () => {
  const start = (queryString: string) =>
    clients.logs.send(
      new StartQueryCommand({ logGroupName: GROUP, startTime: START, endTime: START + 1, queryString }),
    );
  await expect(start("stats sum(bytes) by | limit")).rejects.toMatchObject({
    name: "MalformedQueryException",
    queryCompileError: { location: { startCharOffset: 20 } },
  });
  const { queryId } = await start("fields @timestamp, @message");
  await clients.logs.send(new StopQueryCommand({ queryId }));
  expect(await clients.logs.send(new GetQueryResultsCommand({ queryId }))).toMatchObject({ status: "Cancelled" });
  await expect(clients.logs.send(new GetQueryResultsCommand({ queryId: "none" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});

test("a big answer comes in pages", async () => {
  fake.put(
    "/big",
    "s",
    Array.from({ length: 12_000 }, (_, n) => ({ timestamp: START * 1000 + n, message: `m ${n}` })),
  );
  const { queryId } = await clients.logs.send(
    new StartQueryCommand({
      logGroupName: "/big",
      startTime: START,
      endTime: START + 100,
      queryString: "fields @message",
      limit: 20_000,
    }),
  );
  await clients.logs.send(new GetQueryResultsCommand({ queryId }));
  const first = await clients.logs.send(new GetQueryResultsCommand({ queryId }));
  expect(first.results).toHaveLength(10_000);
  const second = await clients.logs.send(new GetQueryResultsCommand({ queryId, nextToken: first.nextToken }));
  expect(second.results).toHaveLength(2000);
  expect(second.nextToken).toBeUndefined();
});
