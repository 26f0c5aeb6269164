import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { HEADER, record, text } from "./testing/lines";
import { refusalOf } from "./testing/read";

const ALB =
  'https 2018-07-02T22:23:00.186641Z app/lb/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://example.com:443/ HTTP/1.1" "curl/7.46.0" a b\n';
const tar = Buffer.alloc(1024);
tar.write("flow.log");
tar.write("ustar", 257);

/** Files that are no flow logs, and what the user reads. */
const REFUSED: readonly (readonly [name: string, bytes: Uint8Array | string, code: string, says: RegExp])[] = [
  ["an empty file", "", "empty", /empty/],
  ["blank lines", "  \n\t\n\ufeff", "empty", /blank lines/],
  ["an empty gzip", gzipSync(""), "empty", /empty/],
  ["a gzip cut in its head", gzipSync(text(9)).subarray(0, 12), "empty", /cut off/],
  ["gzip inside gzip", gzipSync(gzipSync(text(9))), "nested_gzip", /gzip inside gzip/],
  ["a ZIP archive", "PK\u0003\u0004.........................notes.txt", "not_flow_log", /ZIP archive; unpack it/],
  ["an Excel workbook", "PK\u0003\u0004......[Content_Types].xml", "not_flow_log", /Excel workbook/],
  ["a tar archive in gzip", gzipSync(tar), "not_flow_log", /tar archive/],
  ["Zstandard", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2]), "not_flow_log", /Zstandard/],
  ["bzip2", "BZh91AY&SY", "not_flow_log", /bzip2/],
  ["a PDF", "%PDF-1.7\n", "not_flow_log", /PDF/],
  ["a PNG", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), "not_flow_log", /PNG image/],
  ["an SQLite database", "SQLite format 3\u0000", "not_flow_log", /SQLite/],
  ["a packet capture", Buffer.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0]), "not_flow_log", /packet capture/],
  ["a Windows event log", "ElfFile\u0000", "not_flow_log", /Windows event log/],
  ["a cut Parquet file", "PAR1\u0015\u0004\u0015 and no footer", "truncated", /footer is missing/],
  ["unknown bytes", Buffer.from(Array.from({ length: 900 }, (_, i) => (i * 7919) % 256)), "not_flow_log", /binary/],
  ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x32, 0, 0, 0]), "not_flow_log", /UTF-32/],
  ["the export's test object", "Permission Check Successful", "not_flow_log", /aws-logs-write-test/],
  [
    "an S3 error",
    '<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>',
    "not_flow_log",
    /S3 \(AccessDenied\)/,
  ],
  [
    "a resolver query log without the query's type",
    '{"version":"1.1","account_id":"123456789012","query_timestamp":"2026-01-01T00:00:00Z","query_name":"example.com.","rcode":"NOERROR","srcaddr":"10.0.0.7"}\n',
    "not_flow_log",
    /Route 53 Resolver query log/,
  ],
  [
    "alerts with addresses",
    '{"timestamp":"2024-01-01T00:00:00Z","event_type":"alert","src_ip":"10.0.0.1","src_port":1,"dest_ip":"10.0.0.2","dest_port":80,"proto":"TCP"}\n',
    "not_flow_log",
    /Suricata/,
  ],
  [
    "a list of flow logs",
    `{"FlowLogs":[{"FlowLogId":"fl-1","LogFormat":"${HEADER.trim().replace(/\S+/g, (name) => "$".concat("{", name, "}"))}"}]}`,
    "not_flow_log",
    /describe-flow-logs/,
  ],
  [
    "another cloud's flows",
    '[{"jsonPayload":{"connection":{"src_ip":"10.0.0.1","dest_ip":"10.0.0.2","src_port":1,"dest_port":443,"protocol":6},"bytes_sent":"9"}}]',
    "not_flow_log",
    /Google Cloud/,
  ],
  [
    "Oracle's flows",
    '{"datetime":1,"logContent":{"data":{"action":"ACCEPT","bytesOut":10,"destinationAddress":"10.0.0.1","destinationPort":443,"packets":1,"protocol":6,"sourceAddress":"10.0.0.2","sourcePort":1,"startTime":1600000000,"endTime":1600000010,"status":"OK","version":"2"},"type":"com.oraclecloud.vcn.flowlogs.DataEvent"}}',
    "not_flow_log",
    /Oracle Cloud/,
  ],
  [
    "Alibaba's flows",
    '{"version":"1","vswitch-id":"vsw-1","vm-id":"i-1","vpc-id":"vpc-1","account-id":"1","eni-id":"eni-1","srcaddr":"10.0.0.1","srcport":"1","dstaddr":"10.0.0.2","dstport":"443","protocol":"6","direction":"in","packets":"1","bytes":"40","start":"1600000000","end":"1600000060","log-status":"OK","action":"ACCEPT"}',
    "not_flow_log",
    /Alibaba Cloud/,
  ],
  [
    "AWS Network Firewall's flows",
    '{"firewall_name":"x","event_timestamp":"1602627001","event":{"event_type":"netflow","src_ip":"203.0.113.4","dest_ip":"192.0.2.16"}}',
    "not_flow_log",
    /AWS Network Firewall/,
  ],
  [
    "the Linux firewall's log",
    "Apr 24 17:29:23 host kernel: [12.4] DROP: IN=eth0 OUT= MAC=aa SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TTL=64 PROTO=TCP SPT=40000 DPT=22\n",
    "not_flow_log",
    /iptables/,
  ],
  [
    "a Route 53 query log",
    "1.0 2017-12-13T08:16:02.130Z Z123412341234 example.com A NOERROR UDP FRA6 192.168.1.1 -\n",
    "not_flow_log",
    /Route 53 query log/,
  ],
  [
    "Windows Firewall's log",
    "#Version: 1.5\n#Software: Microsoft Windows Firewall\n#Time Format: Local\n#Fields: date time action protocol src-ip dst-ip src-port dst-port\n\n2020-04-24 17:29:23 ALLOW TCP 10.0.0.1 10.0.0.2 5000 443\n",
    "not_flow_log",
    /W3C log \(Microsoft Windows Firewall\)/,
  ],
  ["a Zeek log", "#separator \\x09\n#fields\tts\tuid\n1591367999.3\tCM\n1591367999.4\tCN\n", "not_flow_log", /Zeek/],
  [
    "nginx's errors",
    '2023/01/01 00:00:00 [error] 12#12: *1 open() "/x" failed, client: 10.0.0.1\n',
    "not_flow_log",
    /nginx's error log/,
  ],
  ["tcpdump's output", "17:29:23.123456 IP 10.0.0.1.443 > 10.0.0.2.5000: Flags [S.]\n", "not_flow_log", /tcpdump/],
  [
    "a Cisco firewall's log",
    "Apr 24 2020 17:29:23: %ASA-6-302013: Built inbound TCP connection 1 for outside:1.2.3.4/443\n",
    "not_flow_log",
    /Cisco/,
  ],
  ["gzip as base64", gzipSync(text(9)).toString("base64"), "not_flow_log", /base64 -d/],
  ["bytes without control characters", Buffer.alloc(300, 0xff), "not_flow_log", /binary/],
  ["a list in single quotes", "['a', 'b']\n", "not_flow_log", /begins with/],
  ["a web page", "<!DOCTYPE html>\n<html></html>", "not_flow_log", /web page/],
  [
    "an nginx log",
    '1.2.3.4 - - [15/May/2024:12:39:26 +0000] "GET / HTTP/1.1" 200 7 "-" "x"\n',
    "not_flow_log",
    /nginx/,
  ],
  ["a load balancer's log", ALB, "not_flow_log", /Application Load Balancer/],
  [
    "a CLI error",
    "An error occurred (AccessDeniedException) when calling the FilterLogEvents operation: no\n",
    "not_flow_log",
    /AWS CLI/,
  ],
  ["prose", "Meeting notes\nWe met, and talked.\n", "not_flow_log", /begins with "Meeting notes"/],
  [
    "totals in CSV",
    "dstPort,requests\n443,52\n",
    "not_flow_log",
    /aggregated Logs Insights results \(dstPort, requests\)/,
  ],
  ["totals by time", "bin(5m),action,count(*)\n2024-01-01 00:00:00.000,ACCEPT,4\n", "not_flow_log", /aggregated/],
  ["totals without a field", "bin(5m),sum(bytes)\n2024-01-01 00:00:00.000,4\n", "not_flow_log", /aggregated/],
  ["totals in JSON", '[{"srcAddr":"1.1.1.1","requests":"10"}]', "not_flow_log", /aggregated/],
  ["IBM's flow logs", "UUID,Status,Start,End,ABBytes,BABytes\n1,a,b,c,1,2\n", "not_flow_log", /IBM Cloud/],
  ["another CSV", "name,type,region\nfoo,bar,us-east-1\n", "not_flow_log", /begins with "name,type,region"/],
  [
    "CloudTrail",
    '{"Records":[{"eventVersion":"1.08","eventSource":"ec2.amazonaws.com"}]}',
    "not_flow_log",
    /CloudTrail/,
  ],
  ["describe-flow-logs", '{"FlowLogs":[{"FlowLogId":"fl-1"}]}', "not_flow_log", /describe-flow-logs/],
  [
    "other events",
    '{"events":[{"message":"START RequestId: 1","timestamp":1}]}',
    "not_flow_log",
    /no flow-log records/,
  ],
  ["an export without events", '{"events":[],"searchedLogStreams":[]}', "empty", /no log events/],
  ["JSON of another kind", '{"name":"x","version":"1.0.0"}', "not_flow_log", /its keys are name, version/],
  ["JSON that nests without end", "[".repeat(100_000), "nesting", /deeper than 64/],
];

describe("what is no flow log is refused with a sentence", () => {
  it.each(REFUSED)("%s", async (_name, bytes, code, says) => {
    const error = await refusalOf(bytes);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(says);
  });
});

describe("limits", () => {
  it("a gzip bomb is stopped by its ratio", async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(HEADER), Buffer.alloc(3 * 2 ** 20, 10)]));
    const error = await refusalOf(bomb, { limits: { ratioFreeBytes: 2 ** 20 } });
    expect(error.code).toBe("ratio");
  });

  it("a file may not inflate to more than the limit", async () => {
    const error = await refusalOf(gzipSync(text(2000)), { limits: { inflatedBytes: 100_000 } });
    expect(error.code).toBe("too_large");
  });

  it("one JSON value may not be larger than the limit", async () => {
    const events = { events: [{ message: record(1) }, { message: record(2), pad: "x".repeat(2 ** 21) }] };
    const error = await refusalOf(JSON.stringify(events, null, 1), { limits: { jsonBytes: 2 ** 20 } });
    expect(error.code).toBe("too_large");
  });

  it("a cancelled reading ends with the signal's reason", async () => {
    const stop = new AbortController();
    stop.abort(new Error("cancelled"));
    await expect(refusalOf(text(5), { signal: stop.signal })).rejects.toThrow("cancelled");
  });
});
