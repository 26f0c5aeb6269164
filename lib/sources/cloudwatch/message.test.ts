import fc from "fast-check";
import { expect, test } from "vitest";
import { lineOf } from "./message";

const LINE = "2 123456789012 eni-0a1b2c3d4e5f60101 10.0.0.1 10.0.0.2 40000 443 6 1 40 1700000000 1700000059 ACCEPT OK";

test("a line is taken as it is, without its end", () => {
  for (const end of ["", "\n", "\r\n", "  \n"]) expect(lineOf(LINE + end)).toBe(LINE);
});

test("a line comes out of the JSON that it was wrapped into", () => {
  expect(lineOf(JSON.stringify({ message: `${LINE}\n`, other: 1 }))).toBe(LINE);
  expect(lineOf(`${JSON.stringify({ log: LINE })}\n`)).toBe(LINE);
});

test("any other message stays what it is, on one line", () => {
  for (const message of ['{"message": 1}', "{", '{"version":2}', "[]"]) expect(lineOf(message)).toBe(message);
  fc.assert(fc.property(fc.string(), (message) => !/[\r\n]/.test(lineOf(message))));
});
