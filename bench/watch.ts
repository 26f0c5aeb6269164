import { type LoopDelay, readLoopDelay } from "./loop-delay";
import { engineHostOf, highWaterOf } from "./memory";
import type { Server } from "./server";

/** Memory at its highest since the start, in MB; null where the system does not tell. */
export interface Memory {
  readonly phase: string;
  readonly web: number | null;
  readonly engine: number | null;
}

const megabytes = (bytes: number | null): number | null => (bytes === null ? null : bytes / 1e6);

/** What the processes of a server cost while it is measured, phase by phase. */
export class Watch {
  readonly memory: Memory[] = [];
  readonly delays: { phase: string; delay: LoopDelay }[] = [];

  /** @param socket where the web server tells of its event loop. */
  constructor(
    private readonly server: Server,
    private readonly socket: string,
  ) {}

  /** Ends a phase: notes how late the event loop was in it, and the memory so far. */
  async ended(phase: string): Promise<void> {
    this.delays.push({ phase, delay: await readLoopDelay(this.socket) });
    const [web, engine] = await Promise.all([
      highWaterOf(this.server.pid),
      engineHostOf(this.server.pid).then((host) => highWaterOf(host)),
    ]);
    this.memory.push({ phase, web: megabytes(web), engine: megabytes(engine) });
  }
}
