// Runs the built program, without looking whether it is up to date: bin/flowglass.mjs does that.
process.env.NEXT_TELEMETRY_DISABLED = "1";
// The SDK's own switch: it would say at its first call that versions of 2027 need a newer Node than the one that runs here.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
const { main } = await import("../dist/main.mjs");
await main(process.argv.slice(2), false);
