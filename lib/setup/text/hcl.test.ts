import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXAMPLES, toCloudWatch, toS3 } from "../testing/choices";
import { printString } from "./hcl";
import { terraformText } from "./terraform";

/** Reads a quoted string as HCL's specification says: JSON's escapes, and a doubled sign before a brace. */
function readString(quoted: string): string {
  // What is taken out leaves a mark: its neighbours must not become one another's.
  if (/[$%]\{/.test(quoted.replaceAll(/\$\$\{|%%\{/g, "-"))) throw new Error("a template");
  return (JSON.parse(quoted) as string).replaceAll("$${", () => "${").replaceAll("%%{", "%{");
}

const hasTerraform = spawnSync("terraform", ["version"]).status === 0;

/** What `terraform fmt` makes of a text; it fails on a text that it cannot parse. */
function formatted(text: string): string {
  const { status, stdout, stderr } = spawnSync("terraform", ["fmt", "-no-color", "-"], {
    input: text,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe("a quoted string", () => {
  it("never starts a template", () => {
    const text = fc.array(fc.constantFrom("$", "{", "}", "%", "a", '"', "\\", "\n")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        text.filter((given) => !/\$\$\{|%%\{/.test(given)),
        (given) => {
          expect(readString(printString(given))).toBe(given);
        },
      ),
    );
    expect(printString(`\${version} %{x}`)).toBe(`"$\${version} %%{x}"`);
  });
});

describe("the configuration", () => {
  it.each(EXAMPLES)("for %s has every bracket closed and every value in its place", (_, choice) => {
    const text = terraformText(choice);
    const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, "");
    for (const [open, close] of ["{}", "[]", "()"]) {
      expect(bare.split(open ?? "").length, open).toBe(bare.split(close ?? "").length);
    }
    expect(text).toContain(`= "${choice.id}"`);
    expect(text).toContain(`region = "${choice.region}"`);
  });

  // Where the program is there, it is asked; it changes nothing, so the text is in its own form too.
  it.each(hasTerraform ? EXAMPLES : [])("for %s is as terraform fmt writes it", (_, choice) => {
    const text = terraformText(choice);
    expect(formatted(text)).toBe(text);
  });

  it("keeps the format's own braces", () => {
    expect(terraformText(toCloudWatch)).toContain(`= "$\${version} $\${account-id} `);
  });

  it("refers to what it creates", () => {
    const text = terraformText(toS3);
    expect(text).toContain(`= "\${aws_s3_bucket.flow_logs.arn}/net/vpc/"`);
    expect(text).toContain("depends_on               = [aws_s3_bucket_policy.flow_logs]");
  });
});
