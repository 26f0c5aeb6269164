/** JSON, as exported. */
import { gzipSync } from "node:zlib";
import {
  base64,
  byField,
  CONTROL,
  camel,
  columns,
  events,
  halves,
  iso,
  joined,
  json,
  lined,
  named,
  spaced,
  subscription,
  type Wrapper,
} from "./wrap";

/** What Elastic's pipeline makes of a record: what other logs have too is moved, and "-" is null. */
function elastic(record: Record<string, unknown>, start: number) {
  const has = (value: unknown) => (value === "-" ? null : value);
  const { srcaddr, srcport, dstaddr, dstport, protocol, packets, bytes, end, start: first, ...rest } = record;
  const time = (value: unknown) =>
    typeof value === "number" && value < 4e9 ? new Date(value * 1000).toISOString() : has(value);
  return {
    "@timestamp": iso(start),
    event: { kind: "event", start: time(first), end: time(end) },
    source: { ip: has(srcaddr), address: has(srcaddr), port: has(srcport), packets: has(packets), bytes: has(bytes) },
    destination: { ip: has(dstaddr), address: has(dstaddr), port: has(dstport) },
    network: { bytes: has(bytes), packets: has(packets), iana_number: has(protocol) },
    aws: { vpcflow: rest },
  };
}

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
  lined("events behind a time and a tag", /^firehose-direct$/, (lines) =>
    joined(lines.map((line) => `${iso(line.start)}\tvpc.flow\t${json({ message: line.text })}`)),
  ),
  lined("a queue's messages that pass JSON on", /^json-payload$/, (lines) =>
    json({ Messages: lines.map((line) => ({ Body: json({ Type: "Notification", Message: line.text }) })) }),
  ),
  named("Athena get-query-results", /^athena-json$/, (lines, names) =>
    JSON.stringify({
      ResultSet: {
        Rows: [
          { Data: names.map((name) => ({ VarCharValue: name.replaceAll("-", "_") })) },
          ...lines.map((line) => ({
            Data: line.text.split(" ").map((value) => (value === "-" ? {} : { VarCharValue: value })),
          })),
        ],
      },
    }),
  ),
  named("rows beside their columns' names", /^json-rows$/, (lines, names) =>
    json({ meta: names.map((name) => ({ name, type: "String" })), data: lines.map((line) => line.text.split(" ")) }),
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
  named("documents of Elastic's AWS integration", /^json-fields$/, (lines, fields) =>
    joined(lines.map((l) => json(elastic(byField(l, columns(fields)), l.start)))),
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
