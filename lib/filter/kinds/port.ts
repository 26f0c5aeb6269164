import { portsOfService, SERVICE_NAMES, serviceName } from "../../flow/ports";
import { nearest } from "../nearest";
import { mistake, shown, type Token } from "../token";
import { digitsUpTo, nullableIntegerSql, ORDERED, rangeOf, readDigits, splitRange } from "./integer";
import type { Kind, PresentValue } from "./kind";

const EXPECTED = ["a port from 0 to 65535", "a range such as 1024..65535", "a service name such as https"];

/** The services that are asked for most, before the others in the order of their ports. */
const USUAL = [
  "https",
  "http",
  "ssh",
  "rdp",
  "dns",
  "ntp",
  "mysql",
  "postgresql",
  "smtp",
  "ldap",
  "redis",
  "smb",
].filter((name) => portsOfService(name).length > 0);
const NAMES = [...USUAL, ...SERVICE_NAMES.filter((name) => !USUAL.includes(name))];

/** Reads a port number. @throws FilterMistake */
export function readPort(token: Token): bigint {
  if (readDigits(token.text) === undefined) {
    // "22,3389" and "22/tcp" are how other tools write lists and services.
    const list = token.text.split(/[,;|]+/).filter(Boolean);
    const suggestion =
      list.length > 1
        ? `(${list.join(" or ")})`
        : (nearest(token.text, SERVICE_NAMES) ?? /^\d+(?=\/)/.exec(token.text)?.[0]);
    throw mistake(token, `${shown(token.text)} is no port and no known service.`, { expected: EXPECTED, suggestion });
  }
  return digitsUpTo(token, 65535n, "port", EXPECTED);
}

/** The ports of a value that names a service, each as a value; other values as they are. */
function withPorts(value: PresentValue): PresentValue[] {
  if (value.is !== "service") return [value];
  return portsOfService(value.name).map((port) => ({ is: "one", value: String(port) }));
}

/** Ports, by number or by the name of the service that is registered there. */
export const portKind: Kind = {
  comparisons: ORDERED,
  expected: EXPECTED,
  parse(token): PresentValue {
    const range = splitRange(token);
    if (range) return rangeOf(token, readPort(range.from), readPort(range.to));
    const name = token.text.toLowerCase();
    if (portsOfService(name).length > 0) return { is: "service", name };
    return { is: "one", value: readPort(token).toString() };
  },
  print(value) {
    if (value.is === "range") return `${value.from}..${value.to}`;
    if (value.is === "service") return value.name;
    return value.is === "one" ? value.value : "";
  },
  absent: (column) => `isNull(${column})`,
  present: (_field, term, values, params) => nullableIntegerSql(term, values.flatMap(withPorts), "UInt16", params),
  hints: () =>
    NAMES.map((name) => {
      const ports = portsOfService(name);
      const others = ports.filter((port) => serviceName(port) !== name);
      return [name, `port ${[...ports.filter((port) => !others.includes(port)), ...others].join(", ")}`];
    }),
};
