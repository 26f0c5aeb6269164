import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { startTestProxy, type TestProxy } from "../testing/http-proxy";
import { cloudwatchSettings, type SourceBench, startSourceBench } from "../testing/source-bench";
import { differences, GROUP, putTraffic, SAME, taken } from "../testing/traffic";

/** What differs between CloudWatch Logs and servers that stand in for it, each difference by itself. */
interface Ways {
  /** Events of a page when the request names no limit. */
  readonly usualLimit?: number;
  /** The order in which events come. */
  readonly order?: "time" | "stream";
  /** Ids count up in each stream by itself, so that they occur more than once. */
  readonly ids?: "per-stream" | "number" | "none";
  /** A token is the count of events so far, as a number; else a text. Some have none, and leave out what is above the limit. */
  readonly token?: "number" | "text" | "none";
  /** A page without events has null for them, or nothing. */
  readonly empty?: "list" | "null" | "absent";
}

interface Event {
  readonly stream: string;
  readonly timestamp: number;
  readonly message: string;
}

interface Request {
  readonly startTime?: number;
  readonly endTime?: number;
  readonly limit?: number;
  readonly nextToken?: string | number;
}

/** A small server of `FilterLogEvents` and nothing else. */
class StandIn {
  readonly events: Event[] = [];
  readonly #server: Server;
  #restarts = 0;

  constructor(private readonly ways: Ways) {
    this.#server = createServer((request, response) => {
      void json(request).then((body) => {
        response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify(this.#page(body as Request)));
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Forgets everything, its ids too. */
  restart(): void {
    this.events.length = 0;
    this.#restarts += 1;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #page({ startTime = 0, endTime = Number.MAX_SAFE_INTEGER, limit, nextToken }: Request): object {
    const { usualLimit = 10_000, order = "time", ids = "per-stream", token = "text", empty = "list" } = this.ways;
    const counts = new Map<string, number>();
    const all = this.events.map((event) => {
      const n = counts.get(event.stream) ?? 0;
      counts.set(event.stream, n + 1);
      return { ...event, id: ids === "number" ? n : String(n) };
    });
    const found = all.filter((event) => event.timestamp >= startTime && event.timestamp <= endTime);
    if (order === "time") found.sort((a, b) => a.timestamp - b.timestamp);
    else found.sort((a, b) => (a.stream < b.stream ? -1 : 1));
    const from = Number(String(nextToken ?? 0).replace("after-", ""));
    const to = from + (limit ?? usualLimit);
    const next = token === "number" ? to : `after-${to}`;
    const events = found.slice(from, to).map(({ stream, timestamp, message, id }) => ({
      logStreamName: stream,
      timestamp,
      message,
      ...(ids !== "none" && { eventId: id }),
    }));
    return {
      ...((events.length > 0 || empty === "list") && { events }),
      ...(events.length === 0 && empty === "null" && { events: null }),
      ...(to < found.length && limit !== undefined && token !== "none" && { nextToken: next }),
    };
  }
}

let bench: SourceBench | undefined;
let other: StandIn | undefined;
let proxy: TestProxy | undefined;
afterEach(async () => {
  await bench?.close();
  await other?.close();
  await proxy?.close();
  [bench, other, proxy] = [undefined, undefined, undefined];
});

const isDone = ({ state }: { state: string }): boolean => state === "done";

const line = (n: number, start: number): string =>
  `2 123456789012 eni-0a1b2c3d4e5f60101 10.1.${n >> 8}.${n & 255} 10.0.0.2 40000 443 6 ${n + 1} 40 ${start} ${start + 1} ACCEPT OK`;

/** A bench that reads from a stand-in. */
async function start(ways: Ways): Promise<{ bench: SourceBench; other: StandIn }> {
  bench = await startSourceBench({}, 20);
  other = new StandIn(ways);
  process.env.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS = await other.start();
  return { bench, other };
}

describe("servers that are not quite CloudWatch Logs: every event once", () => {
  test.each<[string, Ways]>([
    ["ids that repeat in other streams", {}],
    ["no ids at all", { ids: "none" }],
    ["ids that are numbers", { ids: "number" }],
    ["null for no events", { empty: "null" }],
    ["nothing for no events", { empty: "absent" }],
    ["events by stream, not by time", { order: "stream" }],
    ["tokens that are numbers", { token: "number" }],
    ["a small page and no token, unless a limit is asked for", { usualLimit: 100 }],
  ])("%s", async (_name, ways) => {
    const { bench, other } = await start(ways);
    const now = Math.floor(bench.clock.now() / 1000);
    const from = now - 4 * 3600;
    for (let n = 0; n < 25_000; n++) {
      const start = from + Math.floor((n * 14_000) / 25_000);
      other.events.push({ stream: `eni-${n % 7}-all`, timestamp: start * 1000, message: line(n, start) });
    }
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: from }));
    const source = await bench.until(id, isDone);
    expect(
      differences(
        other.events.map(({ message }) => message),
        taken(bench),
      ),
    ).toEqual(SAME);
    expect(source.progress.failed).toEqual([]);
  });

  test.each<"time" | "stream">(["time", "stream"])("no token, and the rest left out, by %s", async (order) => {
    const { bench, other } = await start({ token: "none", order });
    const from = Math.floor(bench.clock.now() / 1000) - 8000;
    for (let n = 0; n < 25_000; n++) {
      const start = from + Math.floor((n * 300) / 25_000);
      other.events.push({ stream: `eni-${n % 7}-all`, timestamp: start * 1000, message: line(n, start) });
    }
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: from }));
    await bench.until(id, isDone);
    const messages = other.events.map(({ message }) => message);
    expect(differences(messages, taken(bench))).toEqual(SAME);
  });

  test("as many at one moment as a page holds, and so no token", async () => {
    const { bench, other } = await start({});
    const from = Math.floor(bench.clock.now() / 1000) - 8000;
    for (let n = 0; n < 10_000; n++) {
      other.events.push({ stream: `eni-${n % 7}-all`, timestamp: from * 1000, message: line(n, from) });
    }
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: from }));
    await bench.until(id, isDone);
    const messages = other.events.map(({ message }) => message);
    expect(differences(messages, taken(bench))).toEqual(SAME);
  });

  test("no token, and the rest of one moment left out, is no success", async () => {
    const { bench, other } = await start({ token: "none" });
    const from = Math.floor(bench.clock.now() / 1000) - 8000;
    for (let n = 0; n < 12_000; n++) {
      other.events.push({ stream: `eni-${n % 7}-all`, timestamp: from * 1000, message: line(n, from) });
    }
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: from }));
    const source = await bench.until(id, ({ progress }) => progress.failed.length > 0);
    expect(source.progress.failed[0]?.reason).toMatch(/10000 events or more at .* no token/);
  });

  test("ids that begin again at 0 after a restart, while it follows", async () => {
    const { bench, other } = await start({});
    const put = (n: number): string => {
      const start = Math.floor(bench.clock.now() / 1000) - 30 - n;
      const message = line(n, start);
      other.events.push({ stream: "eni-1-all", timestamp: start * 1000 + n, message });
      return message;
    };
    const wanted = [put(0), put(1), put(2)];
    const since = Math.floor(bench.clock.now() / 1000) - 7200;
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since, follow: true }));
    await bench.until(id, ({ progress }) => progress.counts.flows === 3);
    other.restart();
    wanted.push(put(3), put(4));
    await bench.until(id, ({ progress }) => progress.counts.flows >= 5);
    expect(differences(wanted, taken(bench))).toEqual(SAME);
  });
});

describe("events that are not as usual are taken once", () => {
  test("twenty-five thousand in one second, beside hours that are empty", async () => {
    bench = await startSourceBench({}, 20);
    const now = Math.floor(bench.clock.now() / 1000);
    const burst = now - 20_000;
    const messages = Array.from({ length: 25_000 }, (_, n) => line(n, burst));
    const events = messages.map((message) => ({ timestamp: burst * 1000, message }));
    for (let n = 0; n < 3; n++)
      bench.fake.put(
        GROUP,
        `eni-${n}-all`,
        events.filter((_, at) => at % 3 === n),
      );
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: now - 86_400 }));
    await bench.until(id, isDone);
    expect(differences(messages, taken(bench))).toEqual(SAME);
    const asked = bench.fake.calls.filter(({ action }) => action === "FilterLogEvents").length;
    expect(asked).toBeLessThan(80);
  });

  test("NODATA, SKIPDATA, line ends, JSON around a line, the same text twice, and what is no record", async () => {
    bench = await startSourceBench();
    const now = Math.floor(bench.clock.now() / 1000);
    const at = now - 3000;
    const empty = (status: string): string =>
      `2 123456789012 eni-0a1b2c3d4e5f60101 - - - - - - - ${at} ${at + 60} - ${status}`;
    const kept = [line(1, at), line(2, at), empty("NODATA"), empty("SKIPDATA"), line(3, at), line(3, at), "hello"];
    const given = [...kept];
    given[0] = `${line(1, at)}\n`;
    given[1] = JSON.stringify({ message: `${line(2, at)}\r\n` });
    bench.fake.put(
      GROUP,
      "eni-0a1b2c3d4e5f60101-all",
      given.map((message) => ({ timestamp: at * 1000, message })),
    );
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: at - 60 }));
    const source = await bench.until(id, isDone);
    expect(differences(kept, taken(bench))).toEqual(SAME);
    expect(source.progress.counts).toMatchObject({ nodata: 1, skipdata: 1 });
  });

  test("one of the near future, once its time has come", async () => {
    bench = await startSourceBench();
    const start = Math.floor(bench.clock.now() / 1000) + 60;
    bench.fake.put(GROUP, "eni-0a1b2c3d4e5f60101-all", [{ timestamp: start * 1000, message: line(1, start) }]);
    const { id } = await bench
      .service()
      .create(cloudwatchSettings(bench, GROUP, { since: start - 3600, follow: true }));
    const source = await bench.until(id, ({ progress }) => progress.counts.flows > 0);
    await bench.until(id, ({ progress }) => (progress.inStepAt ?? 0) > (source.progress.inStepAt ?? 0) + 60);
    expect(differences([line(1, start)], taken(bench))).toEqual(SAME);
  });
});

describe("servers that are not quite EC2", () => {
  const fields = ["version", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "start", "end"];
  const logFormat = fields.map((name) => `\${${name}}`).join(" ");

  test.each([
    ["that refuse the filter", { status: 400, code: "InvalidParameterValue" }],
    ["that do not know the filter", { status: 501, code: "NotImplemented" }],
  ])("%s are asked for all flow logs", async (_name, refusal) => {
    bench = await startSourceBench();
    proxy = await startTestProxy(bench.fake.url);
    process.env.AWS_ENDPOINT_URL_EC2 = proxy.endpoint;
    bench.fake.addFlowLog({ logGroupName: GROUP, logFormat });
    const traffic = putTraffic(bench, 50, 2, fields);
    let asked = 0;
    proxy.treat(() => (++asked === 1 ? refusal : null));
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const source = await bench.until(id, isDone);
    expect(source.progress.formats).toEqual([expect.objectContaining({ fields, origin: "flow_log" })]);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });

  test("that are not there at all leave the default order, and say so", async () => {
    bench = await startSourceBench();
    proxy = await startTestProxy(bench.fake.url);
    process.env.AWS_ENDPOINT_URL_EC2 = proxy.endpoint;
    const message = "The API for service 'ec2' is either not included in your plan or not yet implemented.";
    proxy.treat(() => ({ status: 501, code: "InternalFailure", message }));
    const traffic = putTraffic(bench, 50, 2);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const source = await bench.until(id, isDone);
    expect(source.notices).toEqual([expect.objectContaining({ code: "format_unknown" })]);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });
});
