import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { glob } from "tinyglobby";

/** A file to import and the name to show for it. */
export interface InputFile {
  readonly path: string;
  readonly name: string;
}

/** Files that file managers and AWS leave beside logs. */
const isNoise = (name: string): boolean => name.startsWith(".") || name === "aws-logs-write-test";

/** A link to a file is one; links to folders are not followed, they may lead in a circle. */
async function isFile(entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const target = await stat(join(entry.parentPath, entry.name)).catch(() => null);
  return target?.isFile() ?? false;
}

async function inFolder(folder: string): Promise<InputFile[]> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    ({ name }) => !isNoise(name),
  );
  const files = await Promise.all(entries.map(isFile));
  return entries
    .filter((_, at) => files[at])
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path, name: relative(folder, path) }));
}

async function matching(pattern: string): Promise<InputFile[]> {
  const found = await glob(pattern, { absolute: true, onlyFiles: true, expandDirectories: false });
  return found.sort().map((path) => ({ path, name: basename(path) }));
}

/**
 * Turns files, folders and patterns into files, folders in the order of their names.
 * @throws Error with a sentence when one names nothing.
 */
export async function findInputs(names: readonly string[]): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const name of names) {
    const path = resolve(name);
    const info = await stat(path).catch(() => null);
    if (info?.isDirectory()) {
      const inside = await inFolder(path);
      if (inside.length === 0) throw new Error(`The folder ${name} holds no files.`);
      files.push(...inside);
    } else if (info) files.push({ path, name: basename(path) });
    else {
      const found = /[*?[{]/.test(name) ? await matching(name) : [];
      if (found.length === 0) throw new Error(`There is no file or folder ${name}.`);
      files.push(...found);
    }
  }
  return files;
}
