import { startEmbeddedEngine } from "@/lib/engine/embedded";
import { migrate } from "@/lib/engine/migrate";
import { EMPTY_FILTER, parseFilter } from "@/lib/filter";
import { askSummary } from "./summary"; import { askTop } from "./top"; import { askSeries } from "./series"; import { askRecords } from "./records"; import { askCoverage } from "./coverage"; import { groupingNamed } from "./grouping"; import { askRelated } from "./related"; import { askFacts } from "./facts"; import { askBounds } from "./bounds"; import { askValues } from "./values";
const N = Number(process.env.N ?? 10_000_000);
const e = await startEmbeddedEngine("/tmp/qbench/data"); await migrate(e.engine);
const c = await e.engine.query<{n:string}>("SELECT count() AS n FROM flows");
if (Number(c.rows[0]?.n) < N) {
  const t=Date.now();
  for (let i=0;i<10;i++) await e.engine.command(`INSERT INTO flows (version, account_id, interface_id, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes, start, end, action, log_status, input, line, service_port)
  SELECT 2, '123456789012', concat('eni-', toString(number % 40)), if(number%2=0, toIPv6(concat('10.0.', toString(cityHash64(number)%8), '.', toString(cityHash64(number,2)%250))), toIPv6(concat('203.', toString(cityHash64(number,3)%64),'.', toString(cityHash64(number,4)%256), '.', toString(cityHash64(number,5)%32)))),
  toIPv6(concat('10.0.', toString(cityHash64(number,6)%8), '.', toString(cityHash64(number,7)%250))), 32768 + cityHash64(number,8)%28000, [443,80,22,53,3306,8080,5432,25][1 + toUInt8(cityHash64(number,9)%8)], [6,6,6,6,17,1][1+toUInt8(cityHash64(number,10)%6)], 1+cityHash64(number,11)%100, 40+cityHash64(number,12)%100000, toDateTime(1587686400 + intDiv(number*86400*2, ${N}), 'UTC'), toDateTime(1587686460 + intDiv(number*86400*2, ${N}), 'UTC'), if(cityHash64(number,13)%5=0,'REJECT','ACCEPT'), if(number%5000=0,'NODATA','OK'), 1, number, [443,80,22,53,3306,8080,5432,25][1 + toUInt8(cityHash64(number,9)%8)] FROM numbers(${i}*${N/10}, ${N/10})`, {}, {maxSeconds: 0});
  await e.engine.command("OPTIMIZE TABLE flows FINAL", {}, {maxSeconds: 0});
  console.log("filled", Date.now()-t);
}
const asker = { engine: e.engine };
const all = { filter: EMPTY_FILTER, from: null, to: null, input: null };
const f = (q: string) => { const r = parseFilter(q); if (!r.ok) throw new Error(q); return { ...all, filter: r.filter }; };
const day = { ...all, from: 1587700000, to: 1587750000 };
const s = (by: string | null) => ({ measure: "bytes" as const, grouping: by ? groupingNamed(by) : null, interval: "auto" as const, limit: 9, maxPoints: 300 });
const t = (by: string) => ({ grouping: groupingNamed(by), measure: "bytes" as const, limit: 10 });
const rec = (await askRecords(asker, f("203.5.5.5"), { sort: "-start", limit: 1 })).records[0]!;
const tests: Record<string, () => Promise<unknown>> = {
  bounds: () => askBounds(asker, null), summary: () => askSummary(asker, all), summaryDay: () => askSummary(asker, day),
  series: () => askSeries(asker, all, s(null)), seriesDay: () => askSeries(asker, day, s("action")), seriesAction: () => askSeries(asker, all, s("action")), seriesProto: () => askSeries(asker, all, s("protocol")), seriesService: () => askSeries(asker, all, s("service")), seriesSrc: () => askSeries(asker, all, s("srcaddr")), seriesEni: () => askSeries(asker, all, s("interface_id")),
  topSrc: () => askTop(asker, all, t("srcaddr")), topDst: () => askTop(asker, all, t("dstaddr")), topAddr: () => askTop(asker, all, t("addr")), topPair: () => askTop(asker, all, t("pair")), topService: () => askTop(asker, all, t("service")), topPort: () => askTop(asker, all, t("dstport")), topRejected: () => askTop(asker, f("action:REJECT"), t("srcaddr")),
  coverage: () => askCoverage(asker, all, { maxPoints: 300, limit: 20 }),
  newest: () => askRecords(asker, all, { sort: "-start", limit: 100 }), byBytes: () => askRecords(asker, all, { sort: "-bytes", limit: 100 }), newestHost: () => askRecords(asker, f("203.5.5.5"), { sort: "-start", limit: 100 }),
  host: () => askSummary(asker, f("203.5.5.5")), pair: () => askSummary(asker, f("203.5.5.5 10.0.1.7")), hostSeries: () => askSeries(asker, f("203.5.5.5"), s("action")),
  related: () => askRelated(asker, all, rec, 20), facts: () => askFacts(asker, f("action:REJECT dstport:443 203.5.5.5")), values: () => askValues(asker, all, { field: "srcaddr", prefix: "10.", limit: 20 }),
};
for (const [name, run] of Object.entries(tests)) {
  if (process.argv[2] && !name.match(process.argv[2])) continue;
  const ms: number[] = [];
  for (let i=0;i<4;i++) { const b = performance.now(); await run(); ms.push(Math.round(performance.now()-b)); }
  console.log(name.padEnd(16), ms.join(" "));
}
await e.close();
