// Runs the built program, without looking whether it is up to date: bin/flowglass.mjs does that.
process.env.NEXT_TELEMETRY_DISABLED = "1";
const { main } = await import("../dist/main.mjs");
await main(process.argv.slice(2), false);
