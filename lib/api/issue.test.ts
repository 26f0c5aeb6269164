import { expect, test } from "vitest";
import { z } from "zod";
import { issueSentence } from "./issue";

const told = (schema: z.ZodType, value: unknown): string => {
  const issue = schema.safeParse(value).error?.issues[0];
  return issue ? issueSentence(issue) : "";
};

test("what is wrong is said in sentences, not in zod's words", () => {
  expect(told(z.enum(["bytes", "packets", "flows"]), "x")).toBe("Give bytes, packets or flows.");
  expect(told(z.enum(["true", ""]), "x")).toBe("Give true.");
  expect(told(z.string().max(3), "abcd")).toBe("It takes at most 3 characters.");
  expect(told(z.array(z.string()).min(1), [])).toBe("It takes at least 1 value.");
  expect(told(z.number().min(2), 1)).toBe("Give a number of at least 2.");
  expect(told(z.object({}), [])).toBe("An object is expected here.");
  expect(told(z.object({ name: z.string() }), {})).toBe("This is missing.");
  expect(told(z.strictObject({ a: z.string() }), { a: "", b: 1 })).toBe("There is no b here.");
  expect(told(z.union([z.string(), z.number()]), null)).toBe("It is not of the right form.");
  expect(told(z.string().regex(/x/), "y")).toBe("It is not of the right form.");
});

test("a schema's own sentence stays", () => {
  expect(told(z.string({ error: "Give a name." }), 1)).toBe("Give a name.");
});
