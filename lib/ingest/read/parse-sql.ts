import { type Field, findField, NO_ADDRESS } from "../../flow";
import { servicePortSql } from "../../flow/service";
import { filesInPlace, type LineSource } from "./lines-source";

/**
 * The parsing of flow-log lines, written as SQL, so that the engine does it in one pass over a file.
 *
 * A line is split on ASCII whitespace after NBSP became a space and a byte order mark was dropped. It is a
 * record when it has as many tokens as the format has fields and every token fits its field. Anything else
 * is an unparsed line with a reason, unless it is blank or a header.
 */

/** Seconds above this are milliseconds: 2^31 - 1 is in 2038, and some producers write milliseconds. */
const LAST_SECOND = 2_147_483_647;

const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** One field at one position of a line: how its value is stored, when it is good, and what to say when not. */
export interface ParsedField {
  readonly column: string;
  readonly value: string;
  /** SQL that is true for a good token; empty when every token is good. */
  readonly good: string;
  readonly reason: string;
}

function parsedNumber(field: Field, token: string, type: string): ParsedField {
  const value = `to${type}OrNull(${token})`;
  const most = type === "UInt16" ? " from 0 to 65535" : type === "UInt8" ? " from 0 to 255" : "";
  // The engine would read "+5" as a number; AWS never writes one.
  const good = `((isNotNull(${value}) AND NOT startsWith(${token}, '+')) OR ${token} = '-')`;
  return { column: field.column, value, good, reason: `${field.name} is not a number${most}` };
}

function parsedTime(field: Field, token: string): ParsedField {
  const number = `toUInt64OrNull(${token})`;
  const seconds = `if(${number} > ${LAST_SECOND}, intDiv(${number}, 1000), ${number})`;
  return {
    column: field.column,
    value: `toUInt32(assumeNotNull(ifNull(${seconds}, 0)))`,
    good: `((isNotNull(${number}) AND ${seconds} <= ${LAST_SECOND} AND NOT startsWith(${token}, '+')))`,
    reason: `${field.name} is not a time in Unix seconds`,
  };
}

/** The lists of words that AWS has not added to since version 2; any other may grow, so an unknown word is kept. */
const CLOSED = new Set(["action", "log-status"]);

function parsedEnum(field: Field, token: string): ParsedField {
  const words = (field.values ?? []).map(([word]) => word);
  const absent = `if(${token} = '-', '', ${token})`;
  if (!CLOSED.has(field.name)) return { column: field.column, value: absent, good: "", reason: "" };
  return {
    column: field.column,
    value: absent,
    good: `${token} IN (${[...words, "-"].map(quote).join(", ")})`,
    reason: `${field.name} is none of ${words.join(", ")}`,
  };
}

/** The fields of a format that are kept; a column that is no flow-log field is passed over. */
function parsedFields(names: readonly string[]): ParsedField[] {
  return names.flatMap((name, index) => {
    const field = findField(name);
    return field ? [parsedField(field, `tokens[${index + 1}]`)] : [];
  });
}

/**
 * SQL: a text that the engine reads as an address shortens its zeros as RFC 4291 says (section 2.2): `::` stands for one
 * group or more, and never touches a third colon. The engine reads `2001:db8:::1` and eight groups with a `::` too. A
 * whole address has seven colons; one more is right where `::` is at an end, one fewer where a dotted tail stands for two groups.
 */
function wellShortened(token: string): string {
  const most = `7 + (startsWith(${token}, '::') OR endsWith(${token}, '::')) - (position(${token}, '.') > 0)`;
  return `(position(${token}, '::') = 0 OR (position(${token}, ':::') = 0 AND countSubstrings(${token}, ':') <= ${most}))`;
}

/** @param token SQL of the value's text, `-` where it is absent. */
export function parsedField(field: Field, token: string): ParsedField {
  switch (field.kind) {
    case "address":
      return {
        column: field.column,
        value: `ifNull(toIPv6OrNull(${token}), toIPv6('${NO_ADDRESS}'))`,
        good: `((isNotNull(toIPv6OrNull(${token})) AND ${wellShortened(token)}) OR ${token} = '-')`,
        reason: `${field.name} is not an IP address`,
      };
    case "time":
      return parsedTime(field, token);
    case "enum":
      return parsedEnum(field, token);
    case "text":
      return { column: field.column, value: `if(${token} = '-', '', ${token})`, good: "", reason: "" };
    default:
      return parsedNumber(field, token, field.type.replace(/^Nullable\((.*)\)$/, "$1"));
  }
}

const TOKENS = "splitByWhitespace(replaceAll(replaceAll(raw, '\\xC2\\xA0', ' '), '\\xEF\\xBB\\xBF', '')) AS tokens";

function goodLine(count: number, fields: readonly ParsedField[]): string {
  return [`length(tokens) = ${count}`, ...fields.map((field) => field.good).filter(Boolean)].join("\n  AND ");
}

/** A file of lines, and where its lines stand in the input. */
export interface LinesFile {
  /** Path, made by the program itself. */
  readonly path: string;
  /** Text field names in order. */
  readonly fields: readonly string[];
  /** The number of the import or source. */
  readonly input: number;
  /** The number of the file's first line in the input, from 1. */
  readonly firstLine: number;
  /** How many lines it has. */
  readonly lines: number;
}

/** The responder's port, where the format has what it takes to tell. */
function serviceOf(fields: readonly ParsedField[]): string | null {
  const expressionOf = (column: string): string | undefined => fields.find((field) => field.column === column)?.value;
  const [srcport, dstport, protocol] = [expressionOf("srcport"), expressionOf("dstport"), expressionOf("protocol")];
  if (!srcport || !dstport || !protocol) return null;
  const tcpFlags = expressionOf("tcp_flags") ?? "CAST(NULL, 'Nullable(UInt16)')";
  return servicePortSql({ srcport, dstport, protocol, tcpFlags });
}

/**
 * The SELECT that gives every good record of files of lines in one field order, and the columns it fills.
 * @param source where their lines are; a single file's lie in it.
 * @throws RangeError when there is no file.
 */
export function recordsSelect(
  files: readonly LinesFile[],
  source: LineSource = filesInPlace(files),
): { columns: readonly string[]; select: string } {
  const [first] = files;
  if (!first) throw new RangeError("There is no file to parse.");
  const fields = parsedFields(first.fields);
  const service = serviceOf(fields);
  const values = [
    ...fields,
    { column: "input", value: source.input },
    { column: "line", value: source.line },
    ...(service ? [{ column: "service_port", value: service }] : []),
  ];
  const list = values.map(({ column, value }) => `${value} AS new_${column}`).join(",\n  ");
  return {
    columns: values.map(({ column }) => column),
    select: `WITH ${TOKENS}\nSELECT\n  ${list}\nFROM ${source.from}\nWHERE ${goodLine(first.fields.length, fields)}`,
  };
}

/** What a line that is no record turned out to be. */
export interface RejectedLine {
  readonly line: string;
  readonly text: string;
  /** `header` for a line of field names, else why the line is no record. */
  readonly reason: string;
}

/** The most text that is kept of a line that could not be parsed. */
export const KEPT_TEXT = 1_000;

/**
 * The SELECT that gives every line that is neither blank nor a record: `line`, `text`, `reason`. A line of
 * at least four fifths known field names has the reason `header`.
 */
export function rejectedSelect(
  file: LinesFile,
  knownNames: readonly string[],
  source: LineSource = filesInPlace([file]),
): string {
  const fields = parsedFields(file.fields);
  const checks = fields.flatMap((field) => (field.good ? [`NOT ${field.good}, ${quote(field.reason)}`] : []));
  const names = `[${knownNames.map(quote).join(", ")}]`;
  return `WITH ${TOKENS},
  arrayCount(token -> has(${names}, replaceAll(lower(token), '_', '-')), tokens) AS names
SELECT toUInt64(${source.line}) AS line,
  toValidUTF8(substring(raw, 1, ${KEPT_TEXT})) AS text,
  multiIf(
    names * 5 >= length(tokens) * 4, 'header',
    length(tokens) != ${file.fields.length}, concat('has ', toString(length(tokens)), ' fields, the format has ${file.fields.length}'),
    ${checks.join(",\n    ")},
    'is not a record') AS reason
FROM ${source.from}
WHERE length(tokens) > 0 AND NOT (${goodLine(file.fields.length, fields)})`;
}
