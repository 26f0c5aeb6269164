import { startEmbeddedEngine } from "@/lib/engine/embedded";
const e = await startEmbeddedEngine("/tmp/qbench/data");
const F = "log_status IN ('OK','')";
const mk = (w: string) => ["count()", "ifNull(sum(bytes),0)", "ifNull(sum(packets),0)"].join(",");
const cond = (c: string) => `countIf(${c}), ifNull(sumIf(bytes,${c}),0), ifNull(sumIf(packets,${c}),0)`;
const q: Record<string,string> = {
  sumNow: `SELECT ${cond(F)}, ${cond(`${F} AND action='ACCEPT'`)}, ${cond(`${F} AND action='REJECT'`)}, countIf(log_status='NODATA'), countIf(log_status='SKIPDATA'), minIf(start, ${F} AND toUInt32(start)>0), maxIf(end, ${F}) FROM flows`,
  sumGroup: `SELECT log_status, action, count(), sum(bytes), sum(packets), minIf(start, toUInt32(start)>0), max(end) FROM flows GROUP BY log_status, action`,
  totNow: `SELECT ${mk("")}, ${cond("action='ACCEPT'")}, ${cond("action='REJECT'")} FROM flows WHERE ${F}`,
  totGroup: `SELECT action, count(), sum(bytes), sum(packets) FROM flows WHERE ${F} GROUP BY action`,
  totGroup2: `SELECT action, log_status, count(), sum(bytes), sum(packets) FROM flows GROUP BY action, log_status`,
};
for (let round=0; round<3; round++) for (const [n, s] of Object.entries(q)) { const ms=[]; for (let i=0;i<6;i++){const b=performance.now(); await e.engine.query(s); ms.push(Math.round(performance.now()-b));} console.log(n.padEnd(12), Math.min(...ms), "|", ms.join(" ")); }
await e.close();
