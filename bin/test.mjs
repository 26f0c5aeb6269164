#!/usr/bin/env node
// Everything that has to hold, in one command: sets up a fresh clone, then lint, types, unit and engine tests, browser tests.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { fail, ROOT, setUp } from "./set-up.mjs";

process.env.NEXT_TELEMETRY_DISABLED = "1";
// The build leaves types to the step below, which would only check them a second time.
process.env.FLOWGLASS_TYPES_FOLLOW = "yes";
await setUp({ build: true });

const bin = (path) => join(ROOT, "node_modules", path);
const steps = [
  ["lint", [bin("@biomejs/biome/bin/biome"), "ci", "."]],
  ["types", [bin("typescript/bin/tsc"), "--noEmit"]],
  ["unit and engine tests", [bin("vitest/vitest.mjs"), "run"]],
  ["browser tests", [bin("@playwright/test/cli.js"), "test"]],
];

process.env.FLOWGLASS_TEST_BROWSER = await findBrowser();
for (const [name, args] of steps) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) fail(`${name} failed.`);
}
console.log("\nAll tests passed.");
