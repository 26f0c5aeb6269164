/** How stored values are written as text, in SQL. Expressions give NULL for an absent value. */

import { type Field, NO_ADDRESS } from "@/lib/flow";
import { PROTOCOLS } from "@/lib/flow/protocols";

/** The stored stand-in for an absent address. */
export const ABSENT_ADDRESS = `toIPv6('${NO_ADDRESS}')`;
const IPV4_FIRST = "toIPv6('::ffff:0.0.0.0')";
const IPV4_LAST = "toIPv6('::ffff:255.255.255.255')";

/** A condition that a stored address is an IPv4 one. */
export const isIPv4Sql = (sql: string): string => `${sql} >= ${IPV4_FIRST} AND ${sql} <= ${IPV4_LAST}`;

/** An address: IPv4 dotted, IPv6 in its canonical form (RFC 5952). */
export function addressTextSql(sql: string): string {
  return `multiIf(${sql} = ${ABSENT_ADDRESS}, NULL, ${isIPv4Sql(sql)}, substring(toString(${sql}), 8), toString(${sql}))`;
}

/** Whether an input's number is that of a source. */
export const isSourceSql = (sql: string): string => `${sql} IN (SELECT id FROM sources)`;

/** A text column. */
export function wordTextSql(sql: string): string {
  return `nullIf(CAST(${sql}, 'String'), '')`;
}

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
const NUMBERS = PROTOCOLS.map((protocol) => protocol.number).join(", ");
const NAMES = PROTOCOLS.map((protocol) => quoted(protocol.name)).join(", ");

/** A protocol number's name: 6 is `tcp`; a number without a name stays a number. */
export function protocolNameSql(sql: string): string {
  const number = `assumeNotNull(${sql})`;
  return `if(isNull(${sql}), NULL, transform(${number}, [${NUMBERS}], [${NAMES}], toString(${number})))`;
}

/** The value of a field as text, the way a log writes it. */
export function fieldTextSql(field: Field, sql: string): string {
  switch (field.kind) {
    case "address":
      return addressTextSql(sql);
    case "text":
    case "enum":
      return wordTextSql(sql);
    case "time":
      return `nullIf(toString(toUInt32(${sql})), '0')`;
    default:
      return `toString(${sql})`;
  }
}

/** A condition that is 1 when a field is absent, and never NULL. */
export function absentSql(field: Field, sql: string): string {
  switch (field.kind) {
    case "address":
      return `${sql} = ${ABSENT_ADDRESS}`;
    case "text":
    case "enum":
      return `${sql} = ''`;
    case "time":
      return `toUInt32(${sql}) = 0`;
    default:
      return `isNull(${sql})`;
  }
}

/** A column's name as SQL: some are key words (`end`). */
export function columnSql(column: string): string {
  return `\`${column}\``;
}

/** The text that a column has most often, among rows that have one; '' for none. */
export const mostOftenSql = (column: string): string =>
  `arrayElement(topKIf(1)(toString(${column}), ${column} != ''), 1)`;
