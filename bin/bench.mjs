// Runs the benchmark. Plain JavaScript, so that it can install and build first; the rest is in bench/.
import { setUp } from "./set-up.mjs";

const help = process.argv.includes("--help");
await setUp({ build: !help });
const { register } = await import("tsx/esm/api");
register();
try {
  await import("../bench/main.ts");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
