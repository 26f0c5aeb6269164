import { startEmbeddedEngine } from "@/lib/engine/embedded";
const e = await startEmbeddedEngine("/tmp/qbench/data");
const W = "FROM flows WHERE log_status IN ('OK','')";
const nine = "count() AS t_flows, ifNull(sum(bytes),0) AS t_bytes, ifNull(sum(packets),0) AS t_packets, countIf(action='ACCEPT') AS af, ifNull(sumIf(bytes,action='ACCEPT'),0) AS ab, ifNull(sumIf(packets,action='ACCEPT'),0) AS ap, countIf(action='REJECT') AS rf, ifNull(sumIf(bytes,action='REJECT'),0) AS rb, ifNull(sumIf(packets,action='REJECT'),0) AS rp";
const nineNN = nine.replaceAll("sum(bytes)", "sum(ifNull(bytes,0))").replaceAll("sum(packets)", "sum(ifNull(packets,0))").replaceAll("sumIf(bytes","sumIf(ifNull(bytes,0)").replaceAll("sumIf(packets","sumIf(ifNull(packets,0)");
const three = "count() AS t_flows, sum(bytes) AS t_bytes, sum(packets) AS t_packets";
const pk = "if(srcaddr <= dstaddr, srcaddr, dstaddr) AS k0, if(srcaddr <= dstaddr, dstaddr, srcaddr) AS k1";
const q: Record<string,string> = {
  port9: `SELECT dstport AS k0, ${nine} ${W} GROUP BY k0`,
  port9nn: `SELECT dstport AS k0, ${nineNN} ${W} GROUP BY k0`,
  port3: `SELECT dstport AS k0, ${three} ${W} GROUP BY k0`,
  port3act: `SELECT dstport AS k0, action, ${three} ${W} GROUP BY k0, action`,
  port3actNN: `SELECT ifNull(toInt32(dstport),-1) AS k0, action, ${three} ${W} GROUP BY k0, action`,
  port1: `SELECT dstport AS k0, sum(bytes) ${W} GROUP BY k0`,
  portnn1: `SELECT ifNull(toInt32(dstport),-1) AS k0, sum(bytes) ${W} GROUP BY k0`,
  svc1: `SELECT if(protocol IN (6,17,33,132,136), service_port, NULL) AS k0, protocol AS k1, sum(bytes) ${W} GROUP BY k0,k1`,
  svc9: `SELECT if(protocol IN (6,17,33,132,136), service_port, NULL) AS k0, protocol AS k1, ${nine} ${W} GROUP BY k0,k1`,
  svcnn: `SELECT bitOr(bitShiftLeft(toUInt64(ifNull(protocol,255)),16), ifNull(service_port,0)) AS k0, sum(bytes) ${W} GROUP BY k0`,
  tot9: `SELECT ${nine} ${W}`, tot9nn: `SELECT ${nineNN} ${W}`, tot3act: `SELECT action, ${three} ${W} GROUP BY action`, tot3: `SELECT ${three} ${W}`,
  src1: `SELECT srcaddr AS k0, sum(bytes) AS v ${W} GROUP BY k0 ORDER BY v DESC LIMIT 10 WITH TIES`,
  src1w: `SELECT *, count() OVER () FROM (SELECT srcaddr AS k0, sum(bytes) AS v ${W} GROUP BY k0) ORDER BY v DESC LIMIT 10 WITH TIES`,
  src9: `SELECT * FROM (SELECT srcaddr AS k0, ${nine} ${W} GROUP BY k0) ORDER BY t_bytes DESC LIMIT 10 WITH TIES`,
  pair1: `SELECT ${pk}, sum(bytes) AS v ${W} GROUP BY k0,k1 ORDER BY v DESC LIMIT 10 WITH TIES`,
  pair1w: `SELECT *, count() OVER () FROM (SELECT ${pk}, sum(bytes) AS v ${W} GROUP BY k0,k1) ORDER BY v DESC LIMIT 10 WITH TIES`,
  pairHash: `SELECT sipHash64(k0,k1) AS h, sum(v) AS v FROM (SELECT ${pk}, bytes AS v ${W}) GROUP BY h ORDER BY v DESC LIMIT 10`,
  pairUniq: `SELECT uniqCombined(least(cityHash64(srcaddr),1), srcaddr, dstaddr) ${W}`,
  port3act2: `SELECT k0, sum(t_flows), sum(t_bytes), sum(t_packets), sumIf(t_flows, action='ACCEPT'), sumIf(t_bytes, action='ACCEPT') FROM (SELECT dstport AS k0, action, ${three} ${W} GROUP BY k0, action) GROUP BY k0`,
  eni9: `SELECT interface_id AS k0, ${nine} ${W} GROUP BY k0`,
  eni3act: `SELECT interface_id AS k0, action, ${three} ${W} GROUP BY k0, action`,
  srcdet: `SELECT srcaddr AS k0, ${nine} ${W} AND srcaddr IN (SELECT srcaddr FROM flows LIMIT 10) GROUP BY k0`,
  src3act2: `SELECT k0, sum(t_flows), sum(t_bytes) AS x, sum(t_packets), sumIf(t_flows, action='ACCEPT'), sumIf(t_bytes, action='ACCEPT') FROM (SELECT srcaddr AS k0, action, ${three} ${W} GROUP BY k0, action) GROUP BY k0 ORDER BY x DESC LIMIT 10`,
  sum3: `SELECT log_status, action, ${three}, min(start), max(end) FROM flows GROUP BY log_status, action`,
  vals: `SELECT srcaddr AS k0, count() AS v ${W} GROUP BY k0`,
};
for (const [n, s] of Object.entries(q)) { if (process.argv[2] && !n.match(process.argv[2])) continue; const ms=[]; for (let i=0;i<6;i++){const b=performance.now(); await e.engine.query(`SELECT sum(cityHash64(*)) FROM (${s})`, {}, {maxMemory: 4e9}).catch((x)=>console.log(n, String(x).slice(0,200))); ms.push(Math.round(performance.now()-b));} console.log(n.padEnd(12), Math.min(...ms), "|", ms.join(" ")); }
await e.close();
