import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Transform } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** How a bad line behaves. Whatever is absent does no harm. */
export interface BadProxyOptions {
  /** Where it leads to, such as `http://127.0.0.1:4566`. */
  readonly target: string;
  /** After how many bytes of answers a connection, counted from 1, is cut; null: never. */
  readonly cutAfter?: (connection: number) => number | null;
  /** Bytes of answers a second for each connection. */
  readonly bytesPerSecond?: number;
  /** How long everything that is sent waits before it goes on. */
  readonly latencyMs?: number;
  /** Whether a connection, counted from 1, is refused at once. */
  readonly refuse?: (connection: number) => boolean;
}

/** A bad line to a server. */
export interface BadProxy {
  readonly url: string;
  /** Connections so far, and how many of them were cut or refused. */
  readonly connections: number;
  readonly cuts: number;
  /** Cuts every connection that is open now. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts a TCP proxy that delays, slows down and cuts connections, as real networks do. */
export async function startBadProxy(options: BadProxyOptions): Promise<BadProxy> {
  const target = new URL(options.target);
  const open = new Set<Socket>();
  const count = { connections: 0, cuts: 0 };
  const cutOff = (socket: Socket): void => {
    if (socket.destroyed) return;
    count.cuts += 1;
    socket.resetAndDestroy();
  };
  const server = createServer((client) => {
    const n = ++count.connections;
    client.on("error", () => undefined);
    if (options.refuse?.(n)) {
      cutOff(client);
      return;
    }
    open.add(client);
    const upstream = connect(Number(target.port || 80), target.hostname);
    upstream.on("error", () => client.destroy());
    upstream.on("close", () => client.end());
    client.on("close", () => {
      open.delete(client);
      upstream.destroy();
    });
    client.pipe(slow(options.latencyMs, undefined)).pipe(upstream);
    upstream
      .pipe(slow(options.latencyMs, options.bytesPerSecond))
      .pipe(cutting(options.cutAfter?.(n) ?? null, () => cutOff(client)))
      .pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `${target.protocol}//127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return count.connections;
    },
    get cuts() {
      return count.cuts;
    },
    cut() {
      for (const socket of open) cutOff(socket);
    },
    async close() {
      for (const socket of open) socket.destroy();
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}

/** Passes everything on, later and no faster than given. */
function slow(latencyMs = 0, bytesPerSecond: number | undefined): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const wait = latencyMs + (bytesPerSecond === undefined ? 0 : (chunk.length / bytesPerSecond) * 1000);
      if (wait === 0) done(null, chunk);
      else void sleep(wait).then(() => done(null, chunk));
    },
  });
}

/** Passes so many bytes on and then cuts. */
function cutting(bytes: number | null, cut: () => void): Transform {
  let left = bytes ?? Number.POSITIVE_INFINITY;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const part = chunk.subarray(0, Math.min(left, chunk.length));
      left -= part.length;
      if (part.length > 0) this.push(part);
      if (left > 0) {
        done();
        return;
      }
      // What was pushed is written first: a cut comes in the middle of an answer, not before it.
      setImmediate(cut);
      done();
    },
  });
}
