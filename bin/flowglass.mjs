#!/usr/bin/env node
// The command line's first step: plain JavaScript without dependencies, so that it runs on a fresh clone.
// It installs what is missing, builds what has changed, then hands over to the program itself.
import { setUp } from "./set-up.mjs";

process.env.NEXT_TELEMETRY_DISABLED = "1";
const args = process.argv.slice(2);
const dev = args.includes("--dev");
const help = args.includes("--help") || args.includes("-h");

if (help) {
  const { HELP } = await import("./help.mjs");
  console.log(HELP);
} else {
  await setUp({ build: !dev });
  if (dev) {
    const { register } = await import("tsx/esm/api");
    register();
    const { main } = await import("./main.ts");
    await main(
      args.filter((arg) => arg !== "--dev"),
      true,
    );
  } else {
    await import("./run.mjs");
  }
}
