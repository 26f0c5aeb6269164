// Loaded into the web server ahead of its own code (NODE_OPTIONS): measures how late its event loop is. Whoever connects to
// the socket is told of the time since the last one did. Nothing of it is part of the product.
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

const socket = process.env.FLOWGLASS_BENCH_LOOP;
/** How often the loop is looked at, milliseconds; a loop in time is seen so late too. */
const RESOLUTION = 10;

if (socket && isMainThread && /flowglass\.mjs$/.test(process.argv[1] ?? "")) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  delay.enable();
  rmSync(socket, { force: true });
  const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
  // A delay is counted at the next look after it, and from the second look after a reset on.
  const someLooks = () => new Promise((resolve) => setTimeout(resolve, 5 * RESOLUTION));
  const server = createServer(async (connection) => {
    connection.on("error", () => {});
    await someLooks();
    const told = JSON.stringify({ p99: late(delay.percentile(99)), max: late(delay.max) });
    delay.reset();
    await someLooks();
    connection.end(told);
  });
  server.on("error", () => {});
  server.listen(socket);
  server.unref();
}
