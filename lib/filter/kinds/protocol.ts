import { PROTOCOLS, protocolName, protocolNumber } from "../../flow/protocols";
import { nearest } from "../nearest";
import { mistake, shown, type Token } from "../token";
import { digitsUpTo, nullableIntegerSql, readDigits } from "./integer";
import type { Kind, PresentValue } from "./kind";

const NAMES = PROTOCOLS.flatMap(({ name, aliases }) => [name, ...aliases]);
const EXPECTED = ["a protocol name such as tcp", "a protocol number from 0 to 255"];

/** The protocols that nearly all traffic is, before the others in the order of their numbers. */
const USUAL = [6, 17, 1, 58];
const IN_ORDER = [
  ...USUAL.map((number) => ({ number, name: protocolName(number) })),
  ...PROTOCOLS.filter(({ number }) => !USUAL.includes(number)),
];

/** Reads a protocol by name or number. @throws FilterMistake */
export function readProtocol(token: Token): number {
  const named = protocolNumber(token.text);
  if (named !== undefined) return named;
  if (readDigits(token.text) === undefined) {
    throw mistake(token, `${shown(token.text)} is no known protocol.`, {
      expected: EXPECTED,
      suggestion: nearest(token.text, NAMES),
    });
  }
  return Number(digitsUpTo(token, 255n, "protocol number", EXPECTED));
}

/** IP protocols, by name or number; kept as numbers. */
export const protocolKind: Kind = {
  comparisons: ["is"],
  expected: EXPECTED,
  parse: (token): PresentValue => ({ is: "one", value: String(readProtocol(token)) }),
  print: (value) => (value.is === "one" ? protocolName(Number(value.value)) : ""),
  absent: (column) => `isNull(${column})`,
  present: (_field, term, values, params) => nullableIntegerSql(term, values, "UInt8", params),
  hints: () => IN_ORDER.map(({ number, name }) => [name, `protocol ${number}`]),
};
