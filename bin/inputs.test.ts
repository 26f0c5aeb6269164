import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findInputs } from "./inputs";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-inputs-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a folder's files and the links to files in it, in the order of their names; links to folders are left", async () => {
  await mkdir(join(folder, "logs", "2020"), { recursive: true });
  await writeFile(join(folder, "elsewhere.log"), "a");
  await writeFile(join(folder, "logs", "2020", "b.log"), "b");
  await writeFile(join(folder, "logs", ".DS_Store"), "");
  await symlink(join(folder, "elsewhere.log"), join(folder, "logs", "linked.log"));
  await symlink(join(folder, "nothing.log"), join(folder, "logs", "broken.log"));
  await symlink(join(folder, "logs"), join(folder, "logs", "circle"));
  const found = await findInputs([join(folder, "logs")]);
  expect(found.map(({ name }) => name)).toEqual([join("2020", "b.log"), "linked.log"]);
});

test("names that lead nowhere get a sentence", async () => {
  await expect(findInputs([join(folder, "none.log")])).rejects.toThrow("There is no file or folder");
  await expect(findInputs([join(folder, "*.gz")])).rejects.toThrow("There is no file or folder");
  await expect(findInputs([folder])).rejects.toThrow("holds no files");
});
