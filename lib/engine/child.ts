import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** How to start one of the program's own helper processes with `fork`. */
export interface ChildProgram {
  readonly path: string;
  readonly execArgv: readonly string[];
}

/**
 * Finds a helper process: the built file beside the running one, or, when running from source, its
 * TypeScript source through tsx.
 * @param built name in `dist/` without extension.
 * @param source path of the source from the project's root.
 */
export function childProgram(built: string, source: string): ChildProgram {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, `${built}.mjs`);
  if (existsSync(beside)) return { path: beside, execArgv: [] };
  return { path: join(here, "../..", source), execArgv: ["--import", "tsx"] };
}
