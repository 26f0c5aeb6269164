import ipaddr from "ipaddr.js";
import { type Expression, QueryError } from "./syntax";

/** A value of a column; null where an event has none. */
export type Value = string | number | boolean | null;
/** A row: its columns by name. */
export type Row = Readonly<Record<string, Value>>;

/** The value of an expression for one row. Throws QueryError for a function that the fake does not know. */
export function evaluate(expression: Expression, row: Row): Value {
  switch (expression.kind) {
    case "value":
      return expression.value;
    case "field":
      return row[expression.name] ?? null;
    case "period":
      return expression.ms;
    case "call":
      return call(expression.name, expression.parts, row);
    case "operator":
      return operate(expression.name, expression.parts, row);
    default:
      return null;
  }
}

/** The number that a value is or is written as, or null. */
export function numberOf(value: Value): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

/** Order of two values: as numbers where both are, else as text. */
export function compare(a: Value, b: Value): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== null && right !== null) return left - right;
  const [first, second] = [String(a ?? ""), String(b ?? "")];
  return first < second ? -1 : first > second ? 1 : 0;
}

function operate(name: string, parts: readonly Expression[], row: Row): Value {
  const [left, right] = parts;
  if (!left) return null;
  if (name === "not") return evaluate(left, row) !== true;
  if (name === "negative") return -(numberOf(evaluate(left, row)) ?? 0);
  if (!right) return null;
  if (name === "and") return evaluate(left, row) === true && evaluate(right, row) === true;
  if (name === "or") return evaluate(left, row) === true || evaluate(right, row) === true;
  const value = evaluate(left, row);
  if (name === "like") return like(value, right, row);
  if (name === "in") {
    return (
      right.kind === "list" && right.items.some((item) => value !== null && compare(value, evaluate(item, row)) === 0)
    );
  }
  return ["+", "-", "*", "/", "%"].includes(name)
    ? arithmetic(name, numberOf(value), numberOf(evaluate(right, row)))
    : comparison(name, value, evaluate(right, row));
}

function comparison(name: string, a: Value, b: Value): boolean {
  // A field that is missing equals nothing and is no less and no more than anything.
  if (a === null || b === null) return name === "!=";
  const order = compare(a, b);
  if (name === "=") return order === 0;
  if (name === "!=") return order !== 0;
  if (name === "<") return order < 0;
  if (name === "<=") return order <= 0;
  return name === ">" ? order > 0 : order >= 0;
}

function arithmetic(name: string, a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  if (name === "+") return a + b;
  if (name === "-") return a - b;
  if (name === "*") return a * b;
  if (b === 0) return null;
  return name === "/" ? a / b : a % b;
}

function like(value: Value, right: Expression, row: Row): boolean {
  if (value === null) return false;
  if (right.kind === "pattern") return right.pattern.test(String(value));
  return String(value).includes(String(evaluate(right, row)));
}

const FUNCTIONS: Readonly<Record<string, (values: readonly Value[], row: Row) => Value>> = {
  bin: ([period], row) => stamp(floorTo(numberOf(row["@timestampMs"] ?? null) ?? 0, numberOf(period ?? null) ?? 1)),
  isipv4insubnet: ([address, subnet]) => inSubnet(address, subnet, "ipv4"),
  isipv6insubnet: ([address, subnet]) => inSubnet(address, subnet, "ipv6"),
  isipinsubnet: ([address, subnet]) => inSubnet(address, subnet, null),
  isvalidipv4: ([address]) => ipaddr.IPv4.isValidFourPartDecimal(String(address)),
  isvalidipv6: ([address]) => ipaddr.IPv6.isValid(String(address)),
  isvalidip: ([address]) => ipaddr.isValid(String(address)),
  ispresent: ([value]) => value !== null && value !== undefined,
  isempty: ([value]) => value === null || value === undefined || value === "",
  isblank: ([value]) => String(value ?? "").trim() === "",
  strcontains: ([text, part]) => (String(text ?? "").includes(String(part)) ? 1 : 0),
  strlen: ([text]) => String(text ?? "").length,
  tolower: ([text]) => String(text ?? "").toLowerCase(),
  toupper: ([text]) => String(text ?? "").toUpperCase(),
  concat: (values) => values.map((value) => String(value ?? "")).join(""),
  coalesce: (values) => values.find((value) => value !== null) ?? null,
  floor: ([number]) => Math.floor(numberOf(number ?? null) ?? 0),
  abs: ([number]) => Math.abs(numberOf(number ?? null) ?? 0),
  greatest: (values) => Math.max(...values.map((value) => numberOf(value) ?? Number.NEGATIVE_INFINITY)),
  least: (values) => Math.min(...values.map((value) => numberOf(value) ?? Number.POSITIVE_INFINITY)),
};

function call(name: string, parts: readonly Expression[], row: Row): Value {
  const run = FUNCTIONS[name];
  if (!run) throw new QueryError(`Invalid function: ${name}`, 0, 0);
  return run(
    parts.map((part) => evaluate(part, row)),
    row,
  );
}

const floorTo = (value: number, step: number): number => Math.floor(value / step) * step;

/** A time as Insights writes it: `2026-06-01 00:00:00.000`, in UTC. */
export const stamp = (ms: number): string => new Date(ms).toISOString().replace("T", " ").replace("Z", "");

function inSubnet(address: Value | undefined, subnet: Value | undefined, only: "ipv4" | "ipv6" | null): boolean {
  const text = String(address ?? "");
  if (!ipaddr.isValid(text) || !ipaddr.isValidCIDR(String(subnet))) return false;
  const parsed = ipaddr.parse(text);
  const [network, bits] = ipaddr.parseCIDR(String(subnet));
  if (parsed.kind() !== network.kind() || (only !== null && parsed.kind() !== only)) return false;
  return parsed.match(network, bits);
}
