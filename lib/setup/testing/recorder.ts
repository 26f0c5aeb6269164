import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that was made, as far as tests look at it. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A server that takes down what it is asked and answers 200 without a word, as S3 does to most writes. */
export async function startRecorder() {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    requests.push({ method: request.method ?? "", path: request.url ?? "", body });
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
