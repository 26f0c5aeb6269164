import { createHash, randomUUID } from "node:crypto";
import http, { type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Held {
  readonly id: string;
  readonly body: string;
  /** Epoch milliseconds from which it is seen (again). */
  visibleAt: number;
  handle: string | null;
  received: number;
}

/** A queue of our own, which speaks SQS's JSON protocol: long polling, visibility, deleting by receipt handle. */
export interface TestSqs {
  readonly endpoint: string;
  readonly queueUrl: string;
  send(body: string): void;
  /** Messages that were not deleted. */
  readonly left: readonly { readonly body: string; readonly received: number }[];
  /** Makes hidden messages visible, as time would. */
  showAll(): void;
  /** Closes the connection instead of giving the next answer with messages: they stay hidden. */
  cutNext(): void;
  /** Answers every request with this error; null: not any more. */
  refuse(error: { readonly status: number; readonly code: string } | null): void;
  close(): Promise<void>;
}

const md5 = (body: string): string => createHash("md5").update(body).digest("hex");

class Queue {
  readonly messages: Held[] = [];
  readonly #waiting = new Set<() => void>();

  send(body: string): void {
    this.messages.push({ id: randomUUID(), body, visibleAt: 0, handle: null, received: 0 });
    this.wake();
  }

  wake(): void {
    for (const go of this.#waiting) go();
  }

  #take(most: number, hiddenMs: number): Held[] {
    const now = Date.now();
    const taken = this.messages.filter((one) => one.visibleAt <= now).slice(0, most);
    for (const one of taken) {
      one.visibleAt = now + hiddenMs;
      one.handle = randomUUID();
      one.received++;
    }
    return taken;
  }

  async receive(most: number, hiddenMs: number, waitMs: number, gone: AbortSignal): Promise<Held[]> {
    const at = Date.now() + waitMs;
    for (;;) {
      const taken = this.#take(most, hiddenMs);
      const left = at - Date.now();
      if (taken.length > 0 || left <= 0 || gone.aborted) return taken;
      await new Promise<void>((resolve) => {
        const go = (): void => {
          clearTimeout(timer);
          this.#waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, left);
        this.#waiting.add(go);
        gone.addEventListener("abort", go, { once: true });
      });
    }
  }

  delete(handle: string): void {
    const at = this.messages.findIndex((one) => one.handle === handle);
    if (at >= 0) this.messages.splice(at, 1);
  }
}

interface Request {
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly WaitTimeSeconds?: number;
  readonly ReceiptHandle?: string;
  readonly Entries?: readonly { readonly Id: string; readonly ReceiptHandle: string }[];
}

async function answer(queue: Queue, action: string, request: Request, gone: AbortSignal): Promise<object> {
  if (action === "ReceiveMessage") {
    const { MaxNumberOfMessages: most = 1, VisibilityTimeout: hidden = 30, WaitTimeSeconds: wait = 0 } = request;
    const messages = await queue.receive(most, hidden * 1000, wait * 1000, gone);
    if (messages.length === 0) return {};
    return {
      Messages: messages.map(({ id, handle, body }) => ({
        MessageId: id,
        ReceiptHandle: handle,
        Body: body,
        MD5OfBody: md5(body),
      })),
    };
  }
  if (action === "DeleteMessageBatch") {
    for (const { ReceiptHandle } of request.Entries ?? []) queue.delete(ReceiptHandle);
    return { Successful: (request.Entries ?? []).map(({ Id }) => ({ Id })), Failed: [] };
  }
  throw new Error(`The queue does not know ${action}.`);
}

const actionOf = (request: IncomingMessage): string =>
  String(request.headers["x-amz-target"] ?? "").split(".")[1] ?? "";

/** Starts a queue. */
export async function startTestSqs(): Promise<TestSqs> {
  const queue = new Queue();
  let cutting = false;
  let refusal: { readonly status: number; readonly code: string } | null = null;
  const server = http.createServer((request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
      response.end(JSON.stringify(body));
    };
    void text(request).then(async (body) => {
      if (refusal) return send(refusal.status, { __type: `com.amazonaws.sqs#${refusal.code}`, message: "No." });
      try {
        const given = await answer(queue, actionOf(request), JSON.parse(body) as Request, gone.signal);
        if (!cutting || !("Messages" in given)) return send(200, given);
        cutting = false;
        response.destroy();
      } catch (error) {
        send(400, { __type: "com.amazonaws.sqs#InvalidAction", message: String(error) });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    queueUrl: `${endpoint}/123456789012/flow-logs`,
    send: (body) => queue.send(body),
    get left() {
      return queue.messages.map(({ body, received }) => ({ body, received }));
    },
    showAll: () => {
      for (const one of queue.messages) one.visibleAt = 0;
      queue.wake();
    },
    cutNext: () => {
      cutting = true;
    },
    refuse: (error) => {
      refusal = error;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
