import { tokensOf } from "../record/tokens";
import { ShapeError } from "../types";
import { looksBinary } from "./magic";

/** Kinds of text that are no flow logs: what most of their lines look like, and what to say. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /^\S+ \S+ \S+ \[\d\d\/\w{3}\/\d{4}:[^\]]+\] "/,
    "This looks like a web server's access log (nginx or Apache), not flow-log records.",
  ],
  [/^[0-9a-f]{32,} \S+ \[\d\d\/\w{3}\/\d{4}:/, "This looks like an S3 server access log, not flow-log records."],
  [
    /^(http|https|h2|grpcs?|ws|wss) \d{4}-\d\d-\d\dT\S+ (app|net)\//,
    "This looks like an Application Load Balancer log, not flow-log records.",
  ],
  [/^tls \d+\.\d+ \d{4}-\d\d-\d\dT/, "This looks like a Network Load Balancer log, not flow-log records."],
  [
    /^\d{4}-\d\d-\d\dT\S+Z \S+ \d+(\.\d+){3}:\d+ (\d+(\.\d+){3}:\d+|-) -?\d/,
    "This looks like a Classic Load Balancer log, not flow-log records.",
  ],
  [/^\d{4}-\d\d-\d\d\t\d\d:\d\d:\d\d\t[A-Z]{3}/, "This looks like a CloudFront access log, not flow-log records."],
  [
    /\bIN=\S* OUT=.*\bSRC=\S+ DST=\S+ .*\bPROTO=/,
    "This looks like a log of the Linux firewall (iptables, nftables), not flow-log records.",
  ],
  [/%(ASA|FTD|FWSM)-\d-\d{6}: /, "This looks like a Cisco firewall's log, not flow-log records."],
  [/^\w{3} [ \d]\d \d\d:\d\d:\d\d \S+ \S+?(\[\d+\])?:/, "This looks like a system log (syslog), not flow-log records."],
  [/^<\d{1,3}>/, "This looks like a system log (syslog), not flow-log records."],
  [
    /^1\.\d \d{4}-\d\d-\d\dT\S+Z Z[A-Z0-9]+ \S+ [A-Z0-9]+ [A-Z]+ (UDP|TCP) /,
    "This looks like a Route 53 query log (of a public hosted zone), not flow-log records.",
  ],
  [/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[\w+\] \d+#\d+: /, "This looks like nginx's error log, not flow-log records."],
  [/^\d\d:\d\d:\d\d\.\d{6} (IP6?|ARP)\b/, "This looks like the output of tcpdump, not flow-log records."],
  [/^(START|END|REPORT) RequestId: /, "This looks like a Lambda function's log, not flow-log records."],
  [
    /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\]? +\[?(TRACE|DEBUG|INFO|WARN(ING)?|ERROR|FATAL)\b/,
    "This looks like an application's log, not flow-log records.",
  ],
  [/^-----BEGIN /, "This is a key or a certificate, not flow-log records; nothing of it was kept."],
];

/** Says what a text looks like in which no flow-log record was found. */
export function refuseText(bytes: Buffer, lines: readonly string[]): ShapeError {
  const start = bytes.toString("utf8", 0, 4096).replace(/^[\s\ufeff]+/, "");
  if (start.startsWith("Permission Check Successful")) {
    return refusal(
      "This is the test object (aws-logs-write-test) that CloudWatch Logs writes before an export; the records are in the files beside it.",
    );
  }
  const code = /<Error>\s*<Code>(\w+)<\/Code>/.exec(start)?.[1];
  if (code) return refusal(`This is an error message from Amazon S3 (${code}), saved in the place of a file.`);
  if (/^<(!doctype html|html|head|body)\b/i.test(start))
    return refusal("This is a web page (HTML), not flow-log records.");
  if (/^<\?xml|^<[A-Za-z]+[\s>]/.test(start)) return refusal("This is XML, not flow-log records.");
  if (/^#separator /.test(start)) return refusal("This looks like a Zeek log, not flow-log records.");
  if (/^#(Version|Software): /.test(start) && /^#Fields: /m.test(start) && !start.includes("x-edge-location"))
    return refusal(`This looks like a W3C log (${w3cSource(start)}), not flow-log records.`);
  if (/^H4sI[\w+/\s=-]+$/.test(start))
    return refusal("This is gzip written as base64; decode it (base64 -d) and upload the result.");
  const names = (lines[0] ?? "").split(",").map((name) => name.replaceAll('"', "").trim());
  if (names.some((name) => /^(count|count_distinct|sum|avg|min|max|pct|stddev|bin)\([^()]*\)$/.test(name)))
    return refusal(`These are aggregated Logs Insights results (${names.slice(0, 6).join(", ")}), not flow records.`);
  const few = lines.slice(0, 200);
  for (const [form, message] of KINDS) {
    if (few.filter((line) => form.test(line)).length > few.length * 0.3) return refusal(message);
  }
  if (lines.length === 0 && !looksBinary(bytes))
    return refusal("This is text in one very long line, not flow-log records.");
  if (looksBinary(bytes)) {
    return refusal("This is binary data of an unknown kind, not flow-log records.");
  }
  if (/^\s*(import |export |const |function |def |class |#include|package |#!\/)/.test(start)) {
    return refusal("This looks like a program's source, not flow-log records.");
  }
  const header = cloudWatchError(few);
  if (header) return refusal(header);
  const first = (lines[0] ?? "").trim();
  const example = first.length > 80 ? `${first.slice(0, 80)}…` : first;
  return refusal(`This is text, but hardly any of its lines is a flow-log record. It begins with "${example}".`);
}

/** An error of the AWS CLI that was redirected into a file. */
function cloudWatchError(lines: readonly string[]): string | null {
  const line = lines.find((one) => /An error occurred \(\w+\) when calling the \w+ operation/.test(one));
  return line ? `This is an error message of the AWS CLI: ${tokensOf(line).join(" ").slice(0, 200)}` : null;
}

/** Which program wrote a log in the W3C's form, as its head says. */
const w3cSource = (start: string): string =>
  (/^#Software: (.{1,60})/m.exec(start)?.[1] ?? "of a web server or a firewall").trim();

const refusal = (message: string) => new ShapeError("not_flow_log", message);
