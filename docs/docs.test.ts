import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { FIELDS } from "@/lib/flow";
import { fieldsPage } from "@/scripts/docs/fields-page";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string): Promise<string> => readFile(join(root, path), "utf8");

async function pages(): Promise<string[]> {
  const inDocs = await readdir(join(root, "docs"), { recursive: true });
  const markdown = inDocs.filter((name) => name.endsWith(".md")).map((name) => join("docs", name));
  return ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...markdown];
}

describe("the documentation", () => {
  it("names every field, as the field list has it", async () => {
    const page = await read("docs/fields.md");
    for (const field of FIELDS) expect(page, field.name).toContain(`| \`${field.name}\` | ${field.version} |`);
    expect(page === fieldsPage(), "run `npx tsx scripts/docs/main.ts`").toBe(true);
  });

  it("names every setting in the README", async () => {
    const settings = new Set((await read("lib/settings.ts")).match(/FLOWGLASS_[A-Z_]+/g));
    expect(settings.size).toBeGreaterThan(3);
    const readme = await read("README.md");
    for (const name of settings) expect(readme, name).toContain(`\`${name}\``);
  });

  it("names in the README every option that the help names", async () => {
    const options = new Set((await read("bin/help.mjs")).match(/--[a-z]+/g));
    expect(options.size).toBeGreaterThan(3);
    const readme = await read("README.md");
    for (const option of options) expect(readme, option).toContain(`\`${option}`);
  });

  it("links to files that exist", async () => {
    for (const page of await pages()) {
      for (const [, target = ""] of (await read(page)).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const path = join(dirname(page), target);
        expect(existsSync(join(root, path)), `${page} links to ${target}`).toBe(true);
      }
    }
  });

  it("lists every decision", async () => {
    const records = (await readdir(join(root, "docs/decisions"))).filter((name) => /^\d{4}-/.test(name));
    const index = await read("docs/decisions/README.md");
    expect(records.length).toBeGreaterThan(3);
    for (const record of records) expect(index, record).toContain(`(${record})`);
  });
});
