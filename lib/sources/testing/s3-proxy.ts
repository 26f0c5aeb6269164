import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What is done to a request on its way. */
export type Treatment =
  /** Cut the connection after so many bytes of the answer's body. */
  | { readonly cutAfter: number }
  /** Answer with an error instead, as S3 writes it. */
  | { readonly status: number; readonly code: string; readonly message?: string }
  /** Change the answer's body, its length kept. */
  | { readonly garble: true }
  | null;

/** A proxy that throttles, cuts and refuses. */
export interface TestProxy {
  readonly endpoint: string;
  /** Requests so far: `GET /bucket/key?query`, with the Range header behind a blank where there is one. */
  readonly requests: readonly string[];
  /** The headers of each of them. */
  readonly headers: readonly IncomingHttpHeaders[];
  /** Decides about every request from now on. */
  treat(decide: (request: string) => Treatment): void;
  close(): Promise<void>;
}

function refuse(
  response: ServerResponse,
  { status, code, message = "" }: { status: number; code: string; message?: string },
) {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
}

function pass(answer: IncomingMessage, response: ServerResponse, treatment: Treatment): void {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  let left = treatment && "cutAfter" in treatment ? treatment.cutAfter : Number.POSITIVE_INFINITY;
  answer.on("data", (bytes: Buffer) => {
    const chunk = treatment && "garble" in treatment ? bytes.map((byte) => byte ^ 1) : bytes;
    if (chunk.length < left) {
      left -= chunk.length;
      response.write(chunk);
      return;
    }
    answer.destroy();
    // Flushed first, so that exactly so much arrives.
    response.write(chunk.subarray(0, left), () => response.destroy());
    left = Number.POSITIVE_INFINITY;
  });
  answer.on("end", () => response.end());
  answer.on("error", () => response.destroy());
}

/** Starts a proxy in front of a server. The Host header is passed on, so that signatures stay right. */
export async function startTestProxy(target: string): Promise<TestProxy> {
  const requests: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  let decide: (request: string) => Treatment = () => null;
  const server = http.createServer((request, response) => {
    const range = request.headers.range ? ` ${request.headers.range}` : "";
    const line = `${request.method} ${request.url}${range}`;
    requests.push(line);
    headers.push(request.headers);
    const treatment = decide(line);
    if (treatment && "status" in treatment) {
      request.resume();
      refuse(response, treatment);
      return;
    }
    const { hostname, port } = new URL(target);
    const onward = http.request(
      { hostname, port, method: request.method, path: request.url, headers: request.headers },
      (answer) => pass(answer, response, treatment),
    );
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
