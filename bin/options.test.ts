import { expect, test } from "vitest";
import { parseOptions } from "./options";

test("options and inputs are told apart", () => {
  expect(parseOptions(["a.log", "--port", "5000", "folder", "--demo"])).toMatchObject({
    inputs: ["a.log", "folder"],
    port: "5000",
    demo: true,
    help: false,
  });
});

test("an unknown option is named", () => {
  expect(() => parseOptions(["--prot", "1"])).toThrow(/--prot.*--help/);
});
