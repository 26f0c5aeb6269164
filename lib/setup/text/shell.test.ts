import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shellCommands } from "../testing/shell-words";
import { comment, printCommand, quote } from "./shell";

const word = fc.string({ unit: "binary" }).filter((text) => !text.includes("\0"));

describe("a quoted word", () => {
  it("is itself to a shell", () => {
    fc.assert(
      fc.property(word, (text) => {
        expect(shellCommands(quote(text))).toEqual([[text]]);
      }),
    );
  });

  it("is itself to the real shell", () => {
    const hard = [
      "",
      "a b",
      "$(id)",
      "`id`",
      "it's",
      "''",
      "\\",
      "a\nb",
      "*",
      "~",
      "#x",
      "!x",
      `\${version} $x`,
      "-n",
      ";&|<>",
      '"',
    ];
    const out = execFileSync("sh", ["-c", `printf '%s\\0' ${hard.map(quote).join(" ")}`], { encoding: "utf8" });
    expect(out.split("\0").slice(0, -1)).toEqual(hard);
  });
});

describe("a printed command", () => {
  it("reads back the same, option by option", () => {
    const options = fc.array(fc.tuple(fc.constantFrom("a", "log-format"), fc.oneof(word, fc.constant(true as const))));
    fc.assert(
      fc.property(options, (given) => {
        const read = shellCommands(`${printCommand({ words: ["aws", "ec2"], options: given })}\n`);
        const words = given.flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, value]));
        expect(read).toEqual([["aws", "ec2", ...words]]);
      }),
    );
  });
});

describe("a comment", () => {
  it("never ends early", () => {
    fc.assert(
      fc.property(word, (text) => {
        expect(shellCommands(`${comment(text)}\ntrue\n`)).toEqual([["true"]]);
      }),
    );
  });
});
