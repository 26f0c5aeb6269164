/** The shapes that people export flow logs in, written from AWS's and other tools' descriptions of them. */
import { gzipSync } from "node:zlib";
import { printFormat } from "@/lib/flow";

/** A record to wrap: its line in the order of the format, and when CloudWatch Logs took it in. */
export interface Line {
  readonly text: string;
  /** Unix seconds. */
  readonly start: number;
}

/** One way to write records: bytes out of lines and the order that they are in. */
export interface Wrapper {
  readonly name: string;
  /** True when the file itself names the fields, so that no format need be given. */
  readonly named: boolean;
  readonly shape: RegExp;
  readonly write: (lines: readonly Line[], fields: readonly string[]) => Buffer | string;
}

const STREAM = "eni-0123456789abcdef0-all";
const json = (value: unknown) => JSON.stringify(value);
const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const iso = (start: number) => new Date(start * 1000).toISOString();
const spaced = (start: number) => iso(start).replace("T", " ").replace("Z", "");
const joined = (rows: readonly string[], end = "\n") => rows.map((row) => row + end).join("");
const columns = (fields: readonly string[]) => fields.map((name) => name.replaceAll("-", "_"));
const camel = (name: string) =>
  name === "start" || name === "end"
    ? `${name}Time`
    : name.replace(/(src|dst)(addr|port)$/, "$1-$2").replace(/-([a-z0-9])/g, (_, c: string) => c.toUpperCase());
const byField = (line: Line, names: readonly string[]) =>
  Object.fromEntries(
    line.text.split(" ").map((value, i) => [names[i] ?? "", /^\d{1,11}$/.test(value) ? Number(value) : value]),
  );
const events = (lines: readonly Line[]) =>
  lines.map((line, i) => ({
    logStreamName: STREAM,
    timestamp: line.start * 1000,
    message: line.text,
    ingestionTime: line.start * 1000 + 60_000,
    eventId: String(38_536_000_000_000 + i).padEnd(56, "0"),
  }));
const subscription = (lines: readonly Line[], messageType = "DATA_MESSAGE") => ({
  messageType,
  owner: "123456789012",
  logGroup: "/aws/vpc/flowlogs",
  logStream: STREAM,
  subscriptionFilters: ["all"],
  logEvents: lines.map((line, i) => ({ id: String(i), timestamp: line.start * 1000, message: line.text })),
});
const CONTROL = {
  ...subscription(
    [{ text: "CWL CONTROL MESSAGE: Checking health of destination Firehose.", start: 1 }],
    "CONTROL_MESSAGE",
  ),
  logGroup: "",
};
const halves = (lines: readonly Line[]) => {
  const middle = Math.ceil(lines.length / 2);
  return [lines.slice(0, middle), lines.slice(middle)].filter((part) => part.length > 0);
};
const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16();
const text = (lines: readonly Line[]) => joined(lines.map((line) => line.text));
const withHeader = (lines: readonly Line[], fields: readonly string[]) => `${fields.join(" ")}\n${text(lines)}`;
const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");

const lined = (name: string, shape: RegExp, write: Wrapper["write"]): Wrapper => ({ name, named: false, shape, write });
const named = (name: string, shape: RegExp, write: Wrapper["write"]): Wrapper => ({ name, named: true, shape, write });

export const TEXT_WRAPPERS: readonly Wrapper[] = [
  named("text with a header", /^text-header$/, withHeader),
  named(
    "text with underscores in the header",
    /^text-header$/,
    (lines, fields) => `${columns(fields).join(" ")}\n${text(lines)}`,
  ),
  named("text with braces in the header", /^text-header$/, (lines, fields) => `${printFormat(fields)}\n${text(lines)}`),
  named("gzip with a header", /^text-header-gzip$/, (lines, fields) => gzipSync(withHeader(lines, fields))),
  named("gzip of two members", /^text-header-gzip$/, (lines, fields) =>
    Buffer.concat(halves(lines).map((part) => gzipSync(withHeader(part, fields)))),
  ),
  named("gzip and zero padding", /^text-header-gzip$/, (lines, fields) =>
    Buffer.concat([gzipSync(withHeader(lines, fields)), Buffer.alloc(512)]),
  ),
  named("gzip and trailing garbage", /^text-header-gzip$/, (lines, fields) =>
    Buffer.concat([gzipSync(withHeader(lines, fields)), Buffer.from("garbage")]),
  ),
  lined("headerless text", /^text-headerless$/, text),
  lined("no final line feed", /^text-headerless$/, (lines) => text(lines).slice(0, -1)),
  lined("byte order mark", /^text-headerless$/, (lines) => `\ufeff${text(lines)}`),
  lined("CRLF", /^text-headerless$/, (lines) => text(lines).replaceAll("\n", "\r\n")),
  lined("lone CR", /^text-headerless$/, (lines) => text(lines).replaceAll("\n", "\r")),
  lined("blank lines", /^text-headerless$/, (lines) => `\n\n  \t\n${text(lines).replaceAll("\n", "\n \n\n")}`),
  lined("tabs", /^text-headerless$/, (lines) => text(lines).replaceAll(" ", "\t")),
  lined("no-break spaces", /^text-headerless$/, (lines) => text(lines).replaceAll(" ", " \u00a0")),
  lined("double and trailing spaces", /^text-headerless$/, (lines) =>
    text(lines).replaceAll(" ", "  ").replaceAll("\n", "  \n"),
  ),
  lined("UTF-16LE with a mark", /^text-headerless$/, (lines) => Buffer.from(`\ufeff${text(lines)}`, "utf16le")),
  lined("UTF-16LE without a mark", /^text-headerless$/, (lines) => Buffer.from(text(lines), "utf16le")),
  lined("UTF-16BE", /^text-headerless$/, (lines) => utf16be(text(lines))),
  named("header repeated", /^text-header$/, (lines, fields) =>
    halves(lines)
      .map((part) => withHeader(part, fields))
      .join(""),
  ),
  lined("export task", /^timed-text$/, (lines) => joined(lines.map((line) => `${iso(line.start)} ${line.text}`))),
  lined("export task, gzip", /^timed-text-gzip$/, (lines) =>
    gzipSync(joined(lines.map((line) => `${iso(line.start)} ${line.text}`))),
  ),
  lined("logs tail", /^timed-text$/, (lines) =>
    joined(lines.map((line) => `${iso(line.start).replace(".000Z", "+00:00")} ${STREAM} ${line.text}`)),
  ),
  lined("logs tail, short", /^timed-text$/, (lines) =>
    joined(lines.map((line) => `${iso(line.start).replace(".000Z", "")} ${line.text}`)),
  ),
  lined("syslog head", /^timed-text$/, (lines) =>
    joined(lines.map((line) => `Oct  8 15:33:25 collector vpcflow: ${line.text}`)),
  ),
  lined("AWS CLI text, filter", /^awscli-text$/, (lines) =>
    joined([
      ...lines.map((line, i) => `EVENTS\t${i}\t${line.start}000\t${STREAM}\t${line.text}\t${line.start}000`),
      `SEARCHEDLOGSTREAMS\tTrue\t${STREAM}`,
    ]),
  ),
  lined("AWS CLI text, get", /^awscli-text$/, (lines) =>
    joined([
      "b/3853600000\tf/3853600001",
      ...lines.map((line) => `EVENTS\t${line.start}000\t${line.text}\t${line.start}000`),
    ]),
  ),
  lined(
    "AWS CLI text, messages only",
    /^text-headerless$/,
    (lines) => `${[...lines, ...lines.slice(0, 0)].map((line) => line.text).join("\t")}\n`,
  ),
  lined("AWS CLI text, time and message", /^csv-messages$/, (lines) =>
    joined(lines.map((line) => `${line.start}000\t${line.text}`)),
  ),
  lined("AWS CLI table", /^awscli-table$/, (lines) =>
    joined([
      "-".repeat(80),
      "|  GetLogEvents  |",
      "+---+---+",
      "|  nextForwardToken |  f/3853  |",
      "+---+---+",
      "||  events  ||",
      "|+----+----+----+|",
      "||  ingestionTime |  message  |  timestamp  ||",
      "|+----+----+----+|",
      ...lines.map((line) => `||  ${line.start}000 |  ${line.text}  |  ${line.start}000 ||`),
      "|+----+----+----+|",
    ]),
  ),
  lined(
    "AWS CLI YAML",
    /^awscli-yaml$/,
    (lines) =>
      `events:\n${joined(lines.map((line) => `- ingestionTime: ${line.start}000\n  message: ${line.text}\n  timestamp: ${line.start}000`))}nextForwardToken: f/3853\n`,
  ),
];

export const CSV_WRAPPERS: readonly Wrapper[] = [
  lined("console CSV", /^csv-messages$/, (lines) =>
    joined(["timestamp,message", ...lines.map((line) => `${line.start}000,"${line.text}"`)]),
  ),
  lined(
    "console CSV, saved by Excel",
    /^csv-messages$/,
    (lines) => `\ufeff${joined(["timestamp,message", ...lines.map((line) => `1.7284E+12,${line.text}`)], "\r\n")}`,
  ),
  lined("console CSV, semicolons", /^csv-messages$/, (lines) =>
    joined(["sep=;", "timestamp;message", ...lines.map((line) => `1,7284E+12;${line.text}`)], "\r\n"),
  ),
  lined("Excel's Unicode text", /^csv-messages$/, (lines) =>
    Buffer.from(
      `\ufeff${joined(["timestamp\tmessage", ...lines.map((line) => `1.7284E+12\t${line.text}`)], "\r\n")}`,
      "utf16le",
    ),
  ),
  lined("message with a line end", /^csv-messages$/, (lines) =>
    joined(["timestamp,message", ...lines.map((line) => quoted([`${line.start}000`, `${line.text}\n`]))]),
  ),
  lined("one quoted column", /^insights-csv$/, (lines) =>
    joined(["@message", ...lines.map((line) => quoted([line.text]))]),
  ),
  lined("Insights CSV", /^insights-csv$/, (lines) =>
    joined([
      "@timestamp,@message,@logStream",
      ...lines.map((line) => `${spaced(line.start)},"${line.text}",${STREAM}`),
    ]),
  ),
  named("Insights CSV by field", /^insights-csv-fields$/, (lines, fields) =>
    joined([
      ["@timestamp", ...fields.map(camel)].join(","),
      ...lines.map((line) => [spaced(line.start), ...line.text.split(" ")].join(",")),
    ]),
  ),
  lined("Splunk CSV", /^splunk-csv$/, (lines) =>
    joined([
      quoted(["_time", "sourcetype", "_raw"]),
      ...lines.map((line) => quoted([iso(line.start), "aws:vpcflow", line.text])),
    ]),
  ),
  lined("CSV without a header, message last", /^csv-messages$/, (lines) =>
    joined(lines.map((line) => `${line.start}000,"${line.text}"`)),
  ),
  named("Athena CSV", /^csv-fields$/, (lines, fields) =>
    joined([
      quoted(columns(fields)),
      ...lines.map((line) =>
        line.text
          .split(" ")
          .map((value, i) =>
            value === "-" && /port|packets|bytes|protocol|flags|path/.test(fields[i] ?? "") ? "" : `"${value}"`,
          )
          .join(","),
      ),
    ]),
  ),
  named("tool CSV, alphabetical", /^csv-fields$/, (lines, fields) => {
    const order = [...fields.keys()].sort((a, b) => (fields[a] ?? "").localeCompare(fields[b] ?? ""));
    const pick = (values: readonly string[]) => order.map((i) => values[i] ?? "").join(",");
    return joined([pick(columns(fields)), ...lines.map((line) => pick(line.text.split(" ")))]);
  }),
  named("CSV with other columns too", /^csv-fields$/, (lines, fields) =>
    joined([
      ["id", ...columns(fields), "year", "note"].join(","),
      ...lines.map((line, i) => [String(i), ...line.text.split(" "), "2026", '"a, b"'].join(",")),
    ]),
  ),
  named("TSV", /^csv-fields$/, (lines, fields) =>
    joined([
      fields.join("\t"),
      ...lines.map((line) =>
        line.text
          .split(" ")
          .map((v) => (v === "-" ? "" : v))
          .join("\t"),
      ),
    ]),
  ),
  named("pandas CSV", /^csv-fields$/, (lines, fields) =>
    joined([
      ["", ...columns(fields)].join(","),
      ...lines.map((line, i) =>
        [
          String(i),
          ...line.text
            .split(" ")
            .map((v, k) => (v === "-" ? "" : /port$|packets|bytes|protocol/.test(fields[k] ?? "") ? `${v}.0` : v)),
        ].join(","),
      ),
    ]),
  ),
  lined("CSV of values, no header", /^csv-headerless$/, (lines) =>
    joined(lines.map((line) => line.text.replaceAll(" ", ","))),
  ),
];

export const JSON_WRAPPERS: readonly Wrapper[] = [
  lined("filter-log-events, lines", /^filter-log-events$/, (lines) => joined(events(lines).map(json))),
  lined("filter-log-events, pretty", /^filter-log-events$/, (lines) =>
    JSON.stringify({ events: events(lines), searchedLogStreams: [] }, null, 4),
  ),
  lined("filter-log-events, compact", /^filter-log-events$/, (lines) =>
    json({ events: events(lines), searchedLogStreams: [] }),
  ),
  lined("filter-log-events, pages", /^filter-log-events$/, (lines) =>
    halves(lines)
      .map((part) => JSON.stringify({ events: events(part) }, null, 4))
      .join("\n"),
  ),
  lined("events as a list", /^filter-log-events$/, (lines) => JSON.stringify(events(lines), null, 2)),
  lined("get-log-events", /^get-log-events$/, (lines) =>
    json({
      events: lines.map((l) => ({ timestamp: l.start * 1000, message: l.text, ingestionTime: 1 })),
      nextForwardToken: "f/1",
      nextBackwardToken: "b/1",
    }),
  ),
  lined("messages as a list of strings", /^json-messages$/, (lines) =>
    JSON.stringify(
      lines.map((line) => line.text),
      null,
      4,
    ),
  ),
  lined("messages as JSON strings on lines", /^json-messages$/, (lines) =>
    joined(lines.map((line) => json(line.text))),
  ),
  lined("Insights JSON", /^insights-json$/, (lines) =>
    json(lines.map((l) => ({ "@timestamp": spaced(l.start), "@message": l.text }))),
  ),
  lined("Insights get-query-results", /^insights-query-results$/, (lines) =>
    JSON.stringify(
      {
        results: lines.map((l) => [
          { field: "@timestamp", value: spaced(l.start) },
          { field: "@message", value: l.text },
          { field: "@ptr", value: "CnAK" },
        ]),
        statistics: { recordsMatched: 1 },
        status: "Complete",
      },
      null,
      4,
    ),
  ),
  named("Insights get-query-results by field", /^insights-json-fields$/, (lines, fields) =>
    json({
      results: lines.map((l) => l.text.split(" ").map((value, i) => ({ field: camel(fields[i] ?? ""), value }))),
      status: "Complete",
    }),
  ),
  lined("subscription", /^subscription$/, (lines) => json(subscription(lines))),
  lined("subscription, gzip, concatenated", /^subscription-gzip$/, (lines) =>
    gzipSync([json(CONTROL), ...halves(lines).map((part) => json(subscription(part)))].join("")),
  ),
  lined("subscription, gzip members", /^subscription-gzip$/, (lines) =>
    Buffer.concat(halves(lines).map((part) => gzipSync(json(subscription(part))))),
  ),
  lined("subscription, one on each line", /^subscription$/, (lines) =>
    joined([CONTROL, ...halves(lines).map((part) => subscription(part))].map(json)),
  ),
  lined("Lambda event", /^lambda-event$/, (lines) =>
    JSON.stringify({ awslogs: { data: base64(gzipSync(json(subscription(lines)))) } }, null, 2),
  ),
  lined("Kinesis event", /^kinesis-event$/, (lines) =>
    JSON.stringify(
      {
        Records: [[], ...halves(lines)].map((part) => ({
          kinesis: {
            kinesisSchemaVersion: "1.0",
            data: base64(gzipSync(json(part.length > 0 ? subscription(part) : CONTROL))),
          },
          eventSource: "aws:kinesis",
        })),
      },
      null,
      2,
    ),
  ),
  lined("Kinesis get-records", /^kinesis-event$/, (lines) =>
    json({
      Records: halves(lines).map((part) => ({
        SequenceNumber: "1",
        Data: base64(gzipSync(json(subscription(part)))),
        PartitionKey: "a",
      })),
      MillisBehindLatest: 0,
    }),
  ),
  lined("Firehose event", /^firehose-event$/, (lines) =>
    json({
      invocationId: "i",
      records: halves(lines).map((part) => ({ recordId: "1", data: base64(gzipSync(json(subscription(part)))) })),
    }),
  ),
  lined("Firehose event of plain lines", /^firehose-event$/, (lines) =>
    json({
      invocationId: "i",
      records: lines.map((l) => ({ recordId: "1", data: base64(json({ message: l.text })) })),
    }),
  ),
  lined("Firehose direct", /^firehose-direct$/, (lines) => joined(lines.map((l) => json({ message: l.text })))),
  lined("Firehose direct, no line ends", /^firehose-direct$/, (lines) =>
    lines.map((l) => json({ message: l.text })).join(""),
  ),
  lined("Splunk JSON", /^splunk-json$/, (lines) =>
    joined(lines.map((l) => json({ preview: false, result: { _raw: l.text, _time: iso(l.start) } }))),
  ),
  lined("Elasticsearch hits", /^elasticsearch$/, (lines) =>
    JSON.stringify(
      {
        took: 1,
        hits: {
          total: { value: lines.length },
          hits: lines.map((l) => ({ _index: "x", _source: { "@timestamp": iso(l.start), message: l.text } })),
        },
      },
      null,
      2,
    ),
  ),
  lined("Elastic bulk", /^elastic-bulk$/, (lines) =>
    joined(lines.flatMap((l) => [json({ index: {} }), json({ event: { original: l.text } })])),
  ),
  lined("OpenTelemetry", /^otlp-json$/, (lines) =>
    json({
      resourceLogs: [
        {
          resource: { attributes: [{ key: "cloud.provider", value: { stringValue: "aws" } }] },
          scopeLogs: [
            {
              scope: {},
              logRecords: lines.map((l) => ({ timeUnixNano: `${l.start}000000000`, body: { stringValue: l.text } })),
            },
          ],
        },
      ],
    }),
  ),
  lined("Loki", /^loki$/, (lines) =>
    json({
      status: "success",
      data: {
        resultType: "streams",
        result: [{ stream: { job: "flow" }, values: lines.map((l) => [`${l.start}000000000`, l.text]) }],
      },
    }),
  ),
  lined("Vector", /^(json-messages|firehose-direct|filter-log-events|get-log-events)$/, (lines) =>
    joined(lines.map((l) => json({ message: l.text, source_type: "aws_kinesis_firehose", timestamp: iso(l.start) }))),
  ),
  lined("OpenSearch body", /^json-messages$/, (lines) =>
    JSON.stringify(
      lines.map((l) => ({ "@timestamp": iso(l.start), body: l.text })),
      null,
      2,
    ),
  ),
  named("JSON by field, lines", /^json-fields$/, (lines, fields) =>
    joined(lines.map((l) => json(byField(l, columns(fields))))),
  ),
  named("JSON by field, list", /^json-fields$/, (lines, fields) =>
    JSON.stringify(
      lines.map((l) => byField(l, fields)),
      null,
      1,
    ),
  ),
  named("JSON by field, inside", /^json-fields$/, (lines, fields) =>
    joined(lines.map((l) => json({ time: iso(l.start), aws: { vpcflow: byField(l, columns(fields)) } }))),
  ),
  named("JSON by field, null for absent", /^json-fields$/, (lines, fields) =>
    joined(
      lines.map((l) =>
        json(
          Object.fromEntries(Object.entries(byField(l, columns(fields))).map(([k, v]) => [k, v === "-" ? null : v])),
        ),
      ),
    ),
  ),
];
