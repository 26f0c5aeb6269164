import type { StoredEvent } from "../store";
import { aggregate } from "./aggregate";
import { compare, evaluate, type Row, stamp, type Value } from "./evaluate";
import type { Command, Named } from "./syntax";

/** The fields that Insights finds in a flow record of version 2, in the order of the default format. */
const DISCOVERED = [
  "version",
  "accountId",
  "interfaceId",
  "srcAddr",
  "dstAddr",
  "srcPort",
  "dstPort",
  "protocol",
  "packets",
  "bytes",
  "startTime",
  "endTime",
  "action",
  "logStatus",
];

/** What a query found. */
export interface Found {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly matched: number;
}

/** Runs the commands one after another. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html */
export function run(commands: readonly Command[], events: readonly StoredEvent[]): Found {
  let rows: Row[] = events.map(rowOf);
  let matched = rows.length;
  let columns: readonly string[] = ["@timestamp", "@message"];
  let aggregated = false;
  for (const command of commands) {
    switch (command.kind) {
      case "filter":
        rows = rows.filter((row) => evaluate(command.condition, row) === true);
        if (!aggregated) matched = rows.length;
        break;
      case "parse":
        rows = rows.map((row) => ({ ...row, ...parsed(command, row) }));
        break;
      case "fields":
      case "display":
        rows = rows.map((row) => ({ ...row, ...computed(command.columns, row) }));
        columns = command.columns.map((column) => column.name);
        break;
      case "stats":
        rows = aggregate(rows, command.columns, command.by);
        columns = [...command.by, ...command.columns].map((column) => column.name);
        aggregated = true;
        break;
      case "sort":
        rows = sorted(rows, command.by);
        break;
      case "limit":
        rows = rows.slice(0, command.count);
        break;
    }
  }
  return { columns, rows, matched };
}

function rowOf(event: StoredEvent): Row {
  const words = event.message.split(/\s+/);
  const discovered = words.length === DISCOVERED.length && words[0] === "2" ? words : [];
  return {
    "@timestamp": stamp(event.timestamp),
    "@timestampMs": event.timestamp,
    "@ingestionTime": stamp(event.ingestionTime),
    "@message": event.message,
    "@logStream": event.stream,
    ...Object.fromEntries(discovered.map((word, n) => [DISCOVERED[n] ?? "", word] as const)),
  };
}

function parsed(command: Extract<Command, { kind: "parse" }>, row: Row): Row {
  const match = command.pattern.exec(String(evaluate(command.from, row) ?? ""));
  if (!match) return {};
  return Object.fromEntries(
    command.names.map((name, n) => [name, match.groups?.[name] ?? match[n + 1] ?? null] as const),
  );
}

function computed(columns: readonly Named[], row: Row): Row {
  return Object.fromEntries(columns.map(({ expression, name }) => [name, evaluate(expression, row)] as const));
}

function sorted(rows: readonly Row[], by: Extract<Command, { kind: "sort" }>["by"]): Row[] {
  // After stats, `sort sum(bytes)` means the column of that name.
  const keys = by.map(({ expression, descending }) => ({
    of: (row: Row): Value => (expression.text in row ? (row[expression.text] ?? null) : evaluate(expression, row)),
    sign: descending ? -1 : 1,
  }));
  return [...rows].sort((a, b) => {
    for (const { of, sign } of keys) {
      const order = compare(of(a), of(b)) * sign;
      if (order !== 0) return order;
    }
    return 0;
  });
}
