import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{app,bench,bin,components,docs,lib,scripts}/**/*.test.{ts,tsx}"],
    pool: "forks",
    // More than the two cores that it is to run on: a third of the time is waiting, for an engine or a clock.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes at its own time; a busy machine is no failure.
    expect: { poll: { timeout: 20_000 } },
  },
});
