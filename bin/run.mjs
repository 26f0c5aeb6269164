// Runs the built program, without looking whether it is up to date: bin/flowglass.mjs does that.
import { setFlagsFromString } from "node:v8";

// A machine with much memory makes V8 let its heap grow fourfold between two collections. The engine needs that memory more.
setFlagsFromString("--heap-growing-percent=30");
process.env.NEXT_TELEMETRY_DISABLED = "1";
const { main } = await import("../dist/main.mjs");
await main(process.argv.slice(2), false);
