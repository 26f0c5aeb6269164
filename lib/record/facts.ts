import { FIELDS, type Field, findField } from "@/lib/flow";
import { flagNames } from "@/lib/flow/flags";
import { serviceName } from "@/lib/flow/ports";
import { protocolName } from "@/lib/flow/protocols";
import { formatExact } from "@/lib/view";
import { numberOf, type RecordValues, textOf } from "./record";
import { sayWindow } from "./words";

/** One field of a record, ready to show. */
export interface Fact {
  readonly field: Field;
  /** The value as in the log, or with its name: `6 (tcp)`. */
  readonly text: string;
  /** What this very value stands for, where AWS lists its values. */
  readonly valueMeaning?: string;
}

/** Facts under one heading. */
export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

const GROUPS: readonly (readonly [title: string, columns: readonly string[]])[] = [
  ["Decision", ["action", "reject_reason", "log_status"]],
  [
    "Ends",
    [
      "srcaddr",
      "srcport",
      "dstaddr",
      "dstport",
      "pkt_srcaddr",
      "pkt_dstaddr",
      "pkt_src_aws_service",
      "pkt_dst_aws_service",
    ],
  ],
  [
    "Traffic",
    [
      "protocol",
      "tcp_flags",
      "packets",
      "bytes",
      "start",
      "end",
      "type",
      "flow_direction",
      "traffic_path",
      "encryption_status",
    ],
  ],
];

/** The columns that a time is shown for. */
const TIMES: ReadonlySet<string> = new Set(["start", "end"]);

/**
 * Lists the fields that a record has a value for, in groups, each with AWS's meaning; the rest of the fields go
 * under "Where it was logged".
 * @param zone IANA zone for the times.
 */
export function factsOf(record: RecordValues, zone = "UTC"): FactGroup[] {
  const grouped = new Set(GROUPS.flatMap(([, columns]) => columns));
  const rest = FIELDS.map((field) => field.column).filter((column) => !grouped.has(column));
  return [...GROUPS, ["Where it was logged", rest] as const]
    .map(([title, columns]) => ({ title, facts: columns.flatMap((column) => factOf(record, column, zone)) }))
    .filter((group) => group.facts.length > 0);
}

/** The names of fields that the record has no value for, in the order of the field list. */
export function absentFields(record: RecordValues): Field[] {
  return FIELDS.filter((field) => textOf(record, field.column) === undefined);
}

function factOf(record: RecordValues, column: string, zone: string): Fact[] {
  const field = findField(column);
  const raw = textOf(record, column);
  if (!field || raw === undefined) return [];
  const valueMeaning = field.values?.find(([value]) => value === raw)?.[1];
  return [{ field, text: factText(field, raw, record, zone), ...(valueMeaning ? { valueMeaning } : {}) }];
}

function factText(field: Field, raw: string, record: RecordValues, zone: string): string {
  const number = Number(raw);
  if (TIMES.has(field.column)) return sayWindow(number, number, zone);
  switch (field.kind) {
    case "protocol": {
      const name = protocolName(number);
      return name === raw ? raw : `${raw} (${name})`;
    }
    case "port": {
      const name = serviceName(number, numberOf(record, "protocol"));
      return name ? `${raw} (${name})` : raw;
    }
    case "flags": {
      const names = flagNames(number);
      return names.length === 0 ? `${raw} (none but ACK or PSH)` : `${raw} (${names.join(", ")})`;
    }
    case "number":
      return field.values || field.column === "version" ? raw : formatExact(raw);
    default:
      return raw;
  }
}
