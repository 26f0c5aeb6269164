import type { Leaf } from "./learn";
import { EACH, FOLD, fold, isFoldable, isObject, type Members, printPath } from "./path";

/** What to call a JSON shape. */
export interface JsonName {
  readonly shape: string;
  readonly label: string;
}

const named = (shape: string, label: string): JsonName => ({ shape, label });

/** Names the shape by where its records are and by the keys around them. */
export function nameJson(leaf: Leaf, values: readonly unknown[]): JsonName {
  const path = printPath(leaf.path);
  const first = values.find((value) => isObject(value)) as Members | undefined;
  const item = firstItem(values, leaf) ?? first ?? {};
  if (leaf.kind === "payload") {
    if (path.includes("awslogs")) return named("lambda-event", "a Lambda event with CloudWatch Logs data");
    if (path.includes("kinesis") || /Data$/.test(path)) return named("kinesis-event", "Kinesis records");
    if (path.startsWith("records[]")) return named("firehose-event", "a Firehose event");
    return named("json-payload", `JSON with encoded log data in "${path}"`);
  }
  if (leaf.kind === "cells") {
    return path.includes("ResultSet")
      ? named("athena-json", "Athena query results (get-query-results)")
      : named("json-rows", "a query's result in JSON, with columns and rows");
  }
  if (leaf.kind === "fields") {
    if (path.includes("_source")) return named("elasticsearch", "Elasticsearch documents with a key for each field");
    if ("srcAddr" in item || "startTime" in item)
      return named("insights-json-fields", "Logs Insights results in JSON, with discovered fields");
    return named("json-fields", "JSON objects with a key for each field");
  }
  if (path.endsWith("logEvents[].message")) return named("subscription", "CloudWatch Logs subscription data");
  if (leaf.path.includes(FOLD)) return named("insights-query-results", "Logs Insights results (get-query-results)");
  if (/(^|\.|])@message$/.test(path)) return named("insights-json", "Logs Insights results in JSON");
  if ("eventId" in item || ("logStreamName" in item && "timestamp" in item)) {
    return named("filter-log-events", "CloudWatch Logs events (filter-log-events)");
  }
  if ("ingestionTime" in item || path === "events[].message")
    return named("get-log-events", "CloudWatch Logs events (get-log-events)");
  if (/_raw$/.test(path)) return named("splunk-json", "a Splunk JSON export");
  if (/_source/.test(path)) return named("elasticsearch", "Elasticsearch search results");
  if (/resourceLogs/.test(path)) return named("otlp-json", "OpenTelemetry log data");
  if (/values\[\]\[1\]$/.test(path)) return named("loki", "a Loki query result");
  if (/event\.original$/.test(path)) {
    const bulk = values.some(
      (value) => isObject(value) && Object.keys(value).length === 1 && ("index" in value || "create" in value),
    );
    return bulk ? named("elastic-bulk", "an Elasticsearch bulk file") : named("elastic", "Elastic documents");
  }
  if (path === "message") return named("firehose-direct", "JSON objects with a log line in each (Firehose)");
  return named(
    "json-messages",
    path === "" || path === "[]" ? "log lines as JSON strings" : `JSON with log lines in "${path}"`,
  );
}

/** The object that the leaf is a member of, in the first value that has it. */
function firstItem(values: readonly unknown[], leaf: Leaf): Members | null {
  const steps = leaf.kind === "fields" ? leaf.path : leaf.path.slice(0, -1);
  for (const value of values) {
    let here: unknown = value;
    for (const step of steps) {
      if (step === FOLD) here = isFoldable(here) ? fold(here) : undefined;
      else if (step === EACH) here = Array.isArray(here) ? here[0] : undefined;
      else if (typeof step === "string") here = isObject(here) ? here[step] : undefined;
      else here = undefined;
    }
    if (isObject(here)) return here;
  }
  return null;
}
