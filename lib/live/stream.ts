import type { LiveChange, LiveHello } from "@/lib/api/contract/live";
import type { StoreChange, StoreChanges } from "@/lib/ingest/changes";
import { merged } from "./merge";

/** How the stream paces itself, in milliseconds. */
export interface LivePace {
  /** Changes within so long are told as one. */
  readonly gatherMs: number;
  /** A sign of life at least so often, so that a dead connection is noticed. */
  readonly beatMs: number;
}

const PACE: LivePace = { gatherMs: 250, beatMs: 15_000 };

/** Where the store stands. What is read afterwards is at least as new. */
export const standOf = ({ run, revision }: StoreChanges): LiveHello => ({ server: run, revision });

const changeOf = ({ input, from, to, revision }: StoreChange): LiveChange => ({ revision, inputs: [input], from, to });

/**
 * The store's changes as server-sent events: `hello`, then `change` for each, and `beat` in between. A reader who is
 * slower than the store gets fewer, wider changes; nothing piles up.
 * @param signal ends the stream when the reader is gone.
 */
export function liveStream(changes: StoreChanges, signal: AbortSignal, pace = PACE): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting: LiveChange | null = null;
  let gathering: NodeJS.Timeout | null = null;
  let end = (): void => undefined;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (event: string, data: unknown): void => {
          controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
        };
        const flush = (): void => {
          gathering = null;
          if (!waiting) return;
          if ((controller.desiredSize ?? 0) <= 0) {
            gathering = setTimeout(flush, pace.gatherMs);
            return;
          }
          send("change", waiting);
          waiting = null;
        };
        const off = changes.on((change) => {
          waiting = merged(waiting, changeOf(change));
          gathering ??= setTimeout(flush, pace.gatherMs);
        });
        const beat = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) send("beat", {});
        }, pace.beatMs);
        end = () => {
          end = () => undefined;
          off();
          clearInterval(beat);
          if (gathering) clearTimeout(gathering);
        };
        const close = (): void => {
          end();
          controller.close();
        };
        if (signal.aborted) return close();
        signal.addEventListener("abort", close, { once: true });
        send("hello", standOf(changes));
      },
      cancel() {
        end();
      },
    },
    new CountQueuingStrategy({ highWaterMark: 16 }),
  );
}
