import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An error instead of an answer, in S3's words (XML) or, to a request in JSON, in those of the JSON protocols. */
interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is done to a request on its way. Several may be put together. */
export type Treatment =
  /** Cut the connection after so many bytes of the answer's body; 0 is after its head. */
  | { readonly cutAfter: number }
  /** Answer without a length, and end as if all were well after so many bytes: only what the content says tells. */
  | { readonly endAfter: number }
  /** Send so many bytes of the answer's body and then nothing any more, with the connection open. */
  | { readonly stallAfter: number }
  /** Send the answer no faster than this. */
  | { readonly bytesPerSecond: number }
  | Refusal
  /** Answer with something of one's own. */
  | { readonly answer: string; readonly status?: number }
  /** Change the answer's body, its length kept. */
  | { readonly garble: true }
  /** Leave out these headers of the request. */
  | { readonly without: readonly string[] }
  /** Change headers of the answer; null takes one out. */
  | { readonly answerHeaders: Readonly<Record<string, string | null>> }
  /** Do nothing at all: neither pass it on nor answer. */
  | { readonly ignore: true }
  | null;

/** A proxy that throttles, cuts, stalls and refuses. */
export interface TestProxy {
  readonly endpoint: string;
  /** Requests so far: `GET /bucket/key?query`, with the Range header behind a blank, or `POST / ACTION` for JSON protocols. */
  readonly requests: readonly string[];
  /** The headers of each of them. */
  readonly headers: readonly IncomingHttpHeaders[];
  /** Decides about every request from now on. */
  treat(decide: (request: string) => Treatment): void;
  close(): Promise<void>;
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, code, message = "", headers }: Refusal) {
  const inJson = request.headers["x-amz-target"] !== undefined;
  response.writeHead(status, { "content-type": inJson ? "application/x-amz-json-1.1" : "application/xml", ...headers });
  response.end(
    inJson
      ? JSON.stringify({ __type: code, message })
      : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
}

/** How many bytes of the body are passed on, and what happens then. */
function limitOf(treatment: Treatment): { bytes: number; ending: "cut" | "end" | "stall" } {
  if (treatment && "cutAfter" in treatment) return { bytes: treatment.cutAfter, ending: "cut" };
  if (treatment && "endAfter" in treatment) return { bytes: treatment.endAfter, ending: "end" };
  if (treatment && "stallAfter" in treatment) return { bytes: treatment.stallAfter, ending: "stall" };
  return { bytes: Number.POSITIVE_INFINITY, ending: "end" };
}

function writeHead(answer: IncomingMessage, response: ServerResponse, treatment: Treatment): void {
  const headers: http.OutgoingHttpHeaders = { ...answer.headers };
  if (treatment && "answerHeaders" in treatment) {
    for (const [name, value] of Object.entries(treatment.answerHeaders)) {
      if (value === null) delete headers[name];
      else headers[name] = value;
    }
  }
  if (treatment && "endAfter" in treatment) {
    for (const name of ["content-length", "transfer-encoding", "keep-alive"]) delete headers[name];
    headers.connection = "close";
    // The end of the connection is the end of the body, as in HTTP/1.0.
    response.useChunkedEncodingByDefault = false;
  }
  response.writeHead(answer.statusCode ?? 502, headers);
  response.flushHeaders();
}

async function pass(answer: IncomingMessage, response: ServerResponse, treatment: Treatment): Promise<void> {
  writeHead(answer, response, treatment);
  const { bytes: most, ending } = limitOf(treatment);
  const pace = treatment && "bytesPerSecond" in treatment ? treatment.bytesPerSecond : Number.POSITIVE_INFINITY;
  // Flushed first, so that exactly so much arrives.
  const write = (bytes: Uint8Array): Promise<void> => new Promise((resolve) => response.write(bytes, () => resolve()));
  let left = most;
  for await (const bytes of answer as AsyncIterable<Buffer>) {
    const chunk = treatment && "garble" in treatment ? bytes.map((byte) => byte ^ 1) : bytes;
    await write(chunk.subarray(0, left));
    if (chunk.length >= left) {
      left = 0;
      break;
    }
    left -= chunk.length;
    if (Number.isFinite(pace)) await new Promise((resolve) => setTimeout(resolve, (chunk.length / pace) * 1000));
  }
  if (left > 0 || ending === "end") response.end();
  else if (ending === "cut") response.destroy();
}

/** What a request is called. */
function nameOf(request: IncomingMessage): string {
  const target = request.headers["x-amz-target"];
  const more = typeof target === "string" ? target.split(".").at(-1) : request.headers.range;
  return `${request.method} ${request.url}${more ? ` ${more}` : ""}`;
}

/** Starts a proxy in front of a server. The Host header is passed on, so that signatures stay right. */
export async function startTestProxy(target: string): Promise<TestProxy> {
  const requests: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  let decide: (request: string) => Treatment = () => null;
  const server = http.createServer((request, response) => {
    const name = nameOf(request);
    requests.push(name);
    headers.push(request.headers);
    const treatment = decide(name);
    if (treatment && "ignore" in treatment) return;
    if (treatment && "code" in treatment) {
      request.resume();
      refuse(request, response, treatment);
      return;
    }
    if (treatment && "answer" in treatment) {
      request.resume();
      response.writeHead(treatment.status ?? 200).end(treatment.answer);
      return;
    }
    const { hostname, port } = new URL(target);
    const passed = { ...request.headers };
    for (const header of treatment && "without" in treatment ? treatment.without : []) delete passed[header];
    const onward = http.request(
      { hostname, port, method: request.method, path: request.url, headers: passed },
      (answer) => void pass(answer, response, treatment).catch(() => response.destroy()),
    );
    response.on("close", () => onward.destroy());
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    headers,
    treat: (next) => {
      decide = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
