import { createConnection } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const schema = z.object({ p99: z.number(), max: z.number() });

/** How late a program's event loop was, milliseconds. */
export type LoopDelay = z.infer<typeof schema>;

/** What a program needs in its environment to tell of its event loop. @param socket a path for a Unix socket. */
export function loopEnvironment(socket: string): Record<string, string> {
  const probe = new URL("./loop-probe.mjs", import.meta.url);
  const options = [process.env.NODE_OPTIONS, `--import=${JSON.stringify(fileURLToPath(probe))}`];
  return { NODE_OPTIONS: options.filter(Boolean).join(" "), FLOWGLASS_BENCH_LOOP: socket };
}

/** How late the loop was since this was asked last. @throws Error when the program is gone. */
export async function readLoopDelay(socket: string): Promise<LoopDelay> {
  return schema.parse(JSON.parse(await text(createConnection(socket))));
}
