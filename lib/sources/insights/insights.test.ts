import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseFilter } from "../../filter";
import { DEFAULT_FORMAT, printFormat } from "../../flow";
import { AwsClients } from "../aws";
import type { CallTools } from "../call";
import { systemClock } from "../clock";
import { RateLimiters } from "../limiter";
import type { CloudWatchSettings } from "../source";
import { type AwsFake, flowEvents, INTERFACES, startAwsFake, streamOf } from "../testing";
import { startTestProxy } from "../testing/http-proxy";
import { askInsights, type InsightsQuestion } from "./ask";
import { insightsCondition } from "./condition";

const columns = new Set(DEFAULT_FORMAT.map((name) => name.replaceAll("-", "_")));

function filterOf(text: string) {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.filter;
}

describe("a filter in the language of Logs Insights", () => {
  test.each([
    ["srcaddr:10.0.0.0/8", 'isIpv4InSubnet(f_srcaddr, "10.0.0.0/8")'],
    ["srcaddr:10.0.0.1", 'f_srcaddr = "10.0.0.1"'],
    ["srcaddr:2001:db8::1", 'isIpv6InSubnet(f_srcaddr, "2001:db8::1/128")'],
    ["addr:10.0.0.1", '(f_srcaddr = "10.0.0.1" or f_dstaddr = "10.0.0.1")'],
    ["dstport:(22 or 3389)", "(f_dstport = 22 or f_dstport = 3389)"],
    ["dstport:1000..2000", "(f_dstport >= 1000 and f_dstport <= 2000)"],
    ["bytes>=10", "f_bytes >= 10"],
    ["protocol:tcp", "f_protocol = 6"],
    ["action:REJECT", 'f_action = "REJECT"'],
    ["interface-id:eni-0a*", "f_interface_id like /^eni-0a.*$/"],
    ["not action:REJECT", 'not (f_action = "REJECT")'],
    ["dstport:-", 'f_dstport = "-"'],
  ])("%s", (text, condition) => {
    expect(insightsCondition(filterOf(text), columns)).toEqual({ all: [condition], leftOut: [] });
  });

  test("what cannot be expressed is left out as a whole, and said", () => {
    const text = "action:REJECT srcaddr:10.0.0.1..10.0.0.9 service:443/tcp tcp-flags:syn (vpc-id:vpc-1 or dstport:22)";
    const { all, leftOut } = insightsCondition(filterOf(text), columns);
    expect(all).toEqual(['f_action = "REJECT"']);
    expect(leftOut.map(({ part }) => part)).toEqual([
      "srcaddr:10.0.0.1..10.0.0.9",
      "service:443/tcp",
      "tcp-flags:syn",
      expect.stringContaining("vpc-id:vpc-1"),
    ]);
    for (const { reason } of leftOut) expect(reason).toMatch(/\.$/);
  });

  test("a text cannot end what it stands in", () => {
    const { all } = insightsCondition(filterOf(String.raw`interface-id:"a\"b\\c | stats count(*)"`), columns);
    expect(all).toEqual([String.raw`f_interface_id = "a\"b\\c | stats count(*)"`]);
    const wild = insightsCondition(filterOf("interface-id:a/b.c*"), columns);
    expect(wild.all).toEqual([String.raw`f_interface_id like /^a\/b\.c.*$/`]);
  });
});

describe("a log group that is asked in place", () => {
  const GROUP = "/vpc/flow-logs";
  const CUSTOM = ["srcaddr", "dstaddr", "dstport", "action", "bytes", "start", "end", "log-status"];
  let fake: AwsFake;
  let tools: CallTools;
  let settings: CloudWatchSettings;
  const now = Math.floor(Date.now() / 1000);
  const from = now - 3600;
  const events = INTERFACES.flatMap((interfaceId, seed) =>
    flowEvents({ interfaceId, from, seconds: 3000, count: 300, seed }).map((event) => ({ interfaceId, ...event })),
  );
  const records = events.map(({ message }) => {
    const words = message.split(" ");
    return Object.fromEntries(DEFAULT_FORMAT.map((name, n) => [name, words[n] ?? ""]));
  });

  beforeAll(async () => {
    fake = await startAwsFake();
    for (const [name, value] of Object.entries(fake.env)) vi.stubEnv(name, value);
    for (const { interfaceId, ...event } of events) fake.put(GROUP, streamOf(interfaceId), [event]);
    fake.put(GROUP, streamOf(INTERFACES[0]), [
      { timestamp: from * 1000, message: "2 123456789012 eni-1 - - - - - - - 1 2 - NODATA" },
      { timestamp: from * 1000, message: "no record at all" },
    ]);
    fake.addFlowLog({ logGroupName: GROUP });
    tools = {
      aws: new AwsClients(),
      limiters: new RateLimiters(),
      clock: systemClock,
      signal: new AbortController().signal,
    };
    settings = {
      kind: "cloudwatch",
      region: fake.region,
      roleArn: null,
      externalId: null,
      logGroup: GROUP,
      streams: null,
      format: null,
      since: from,
      until: null,
      follow: false,
    };
  });
  afterAll(async () => {
    tools.aws.close();
    vi.unstubAllEnvs();
    await fake.close();
  });

  const ask = (q: string, more: Partial<InsightsQuestion> = {}, other: Partial<CloudWatchSettings> = {}) =>
    askInsights(
      tools,
      { ...settings, ...other },
      { filter: filterOf(q), from, to: now, by: "srcaddr", measure: "bytes", limit: 3, interval: null, ...more },
    );
  const sum = (list: readonly Record<string, string>[]): number =>
    list.reduce((all, one) => all + Number(one.bytes), 0);

  test("totals, series and top are those of its flow records, and the cost is told", async () => {
    const answer = await ask("dstport:443");
    const wanted = records.filter((record) => record.dstport === "443");
    expect(answer.totals).toMatchObject({ flows: wanted.length, bytes: sum(wanted) });
    expect(answer.totals.reject.flows + answer.totals.accept.flows).toBe(wanted.length);
    const drawn = answer.series.flatMap(({ points }) => points.map(([, value]) => value));
    expect(drawn.reduce((a, b) => a + b, 0)).toBe(sum(wanted));
    const bySource = new Map<string, number>();
    for (const one of wanted)
      bySource.set(one.srcaddr ?? "", (bySource.get(one.srcaddr ?? "") ?? 0) + Number(one.bytes));
    const best = [...bySource].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 3);
    expect(answer.top.map(({ key, bytes }) => [key, bytes])).toEqual(best);
    expect(answer.bytesScanned).toBeGreaterThan(50_000);
    expect(answer.leftOut).toEqual([]);
    expect(answer.format.origin).toBe("flow_log");
  });

  test("a filter that goes only in part counts more, and says so", async () => {
    const answer = await ask("action:REJECT service:22/tcp");
    expect(answer.totals.flows).toBe(records.filter((record) => record.action === "REJECT").length);
    expect(answer.leftOut).toHaveLength(1);
  });

  test("another field order, as given", async () => {
    const group = "/vpc/custom";
    const made = flowEvents({ interfaceId: INTERFACES[0], from, seconds: 600, count: 50, format: CUSTOM });
    fake.put(group, "s", made);
    fake.addFlowLog({ logGroupName: group, logFormat: printFormat(CUSTOM) });
    const answer = await ask("", { by: "dstport", measure: "flows" }, { logGroup: group });
    expect(answer.totals.flows).toBe(50);
    expect(answer.top.reduce((all, { flows }) => all + flows, 0)).toBeGreaterThan(25);
    await expect(ask("", { by: "interface-id" }, { logGroup: group })).rejects.toThrow(
      "The flow log has no field interface-id.",
    );
    await expect(ask("", { by: "pair" })).rejects.toThrow(/pair is none/);
  });

  test("who goes away stops the queries in AWS", async () => {
    const stop = new AbortController();
    const asked = askInsights({ ...tools, signal: stop.signal }, settings, {
      filter: filterOf(""),
      from,
      to: now,
      by: "srcaddr",
      measure: "bytes",
      limit: 3,
      interval: null,
    });
    const started = (): number => fake.calls.filter((call) => call.action === "StartQuery").length;
    const before = started();
    await vi.waitUntil(() => started() >= before + 2, { interval: 5, timeout: 20_000 });
    stop.abort(new Error("gone"));
    await expect(asked).rejects.toThrow();
    await vi.waitUntil(() => fake.calls.some((call) => call.action === "StopQuery"), { interval: 5, timeout: 20_000 });
  });

  test("rows without sums, as stand-ins for AWS give them, are no answer", async () => {
    const proxy = await startTestProxy(fake.url);
    const results = [[{ field: "@ptr", value: "1" }], [{ field: "@ptr", value: "2" }]];
    const answer = JSON.stringify({ status: "Complete", results });
    proxy.treat((request) => (request.endsWith("GetQueryResults") ? { answer } : null));
    vi.stubEnv("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", proxy.endpoint);
    const aws = new AwsClients();
    try {
      const question = { filter: filterOf(""), from, to: now, by: "srcaddr", limit: 3, interval: null } as const;
      const asked = askInsights({ ...tools, aws }, settings, { ...question, measure: "bytes" });
      await expect(asked).rejects.toThrow("Logs Insights did not run the query");
    } finally {
      vi.stubEnv("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", fake.url);
      aws.close();
      await proxy.close();
    }
  });

  test("a missing permission and a missing group are said", async () => {
    await expect(ask("", {}, { logGroup: "/none" })).rejects.toThrow("There is no log group /none");
    fake.deny("logs:StartQuery");
    await expect(ask("")).rejects.toThrow("The permission logs:StartQuery is missing");
    fake.allow("logs:StartQuery");
  });
});
