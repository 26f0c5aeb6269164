import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import next from "next";
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_SERVER } from "next/constants.js";
import type { Settings } from "../settings";
import { contentSecurityPolicy, FIXED_HEADERS, newNonce } from "./content-security";
import { isAllowedHost } from "./hosts";
import { PATH_HEADER } from "./login-path";
import { packedFiles, sendPacked } from "./packed";

/** A web server that listens. */
export interface WebServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The sentence for a server that cannot listen. */
function listenFailure(error: NodeJS.ErrnoException, settings: Settings): Error {
  const place = `${settings.host}:${settings.port}`;
  if (error.code === "EADDRINUSE")
    return new Error(`Port ${settings.port} is in use on ${settings.host}. Choose another with --port.`);
  if (error.code === "EACCES")
    return new Error(
      `Listening on ${place} is not allowed. Ports below 1024 need more rights; choose another with --port.`,
    );
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new Error(`${settings.host} is no address of this machine.`);
  return new Error(`The server cannot listen on ${place}: ${error.message}`);
}

function listen(server: Server, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenFailure(error, settings)));
    server.listen(settings.port, settings.host, () => resolve());
  });
}

/**
 * Reads Next's configuration before Next does, which keeps it. Reading it itself, Next would say on stdout how long that
 * took, and the only thing to be said at a start is where Flowglass is.
 */
async function readNextConfig(dir: string, dev: boolean): Promise<void> {
  const { default: loaded }: { default: unknown } = await import("next/dist/server/config.js");
  // Node gives a CommonJS module's exports as the default, bundlers their default.
  const load = typeof loaded === "object" && loaded !== null && "default" in loaded ? loaded.default : loaded;
  if (typeof load === "function") await load(dev ? PHASE_DEVELOPMENT_SERVER : PHASE_PRODUCTION_SERVER, dir);
}

/**
 * Starts the web server. It listens at once, so that a port in use is told before anything else starts, and
 * answers when Next is ready.
 * @param dir the project's folder.
 * @throws Error with a sentence for the user.
 */
export async function startWeb(
  settings: Settings,
  dir: string,
  dev: boolean,
): Promise<{ ready(): Promise<WebServer>; close(): Promise<void> }> {
  const packed = dev ? new Map<string, string>() : packedFiles(dir);
  let handle: ReturnType<ReturnType<typeof next>["getRequestHandler"]> | null = null;
  const server = createServer((request, response) => {
    for (const [name, value] of FIXED_HEADERS) response.setHeader(name, value);
    if (!isAllowedHost(request.headers.host ?? null, settings)) {
      response.writeHead(403, { "content-type": "text/plain; charset=utf-8" });
      response.end("This server does not answer under that host name. FLOWGLASS_ALLOWED_HOSTS adds names.\n");
      return;
    }
    if (!handle) {
      response.writeHead(503, { "retry-after": "1", "content-type": "text/plain; charset=utf-8" });
      response.end("Flowglass is starting.\n");
      return;
    }
    if (sendPacked(packed, request, response)) return;
    const nonce = newNonce();
    const policy = contentSecurityPolicy(nonce, dev);
    // Next reads the nonce for its own scripts from the request's policy.
    request.headers["content-security-policy"] = policy;
    request.headers["x-nonce"] = nonce;
    // Pages cannot see their own address; the login page leads back to it.
    request.headers[PATH_HEADER] = request.url ?? "/";
    response.setHeader("content-security-policy", policy);
    void handle(request, response);
  });
  // Uploads of many gigabytes over a slow line take longer than Node's default of 300 s.
  server.requestTimeout = 0;
  server.headersTimeout = 60_000;
  await listen(server, settings);
  const port = (server.address() as AddressInfo).port;
  const shown = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    close,
    ready: async () => {
      await readNextConfig(dir, dev);
      const app = next({ dev, dir, hostname: settings.host, port, httpServer: server, turbopack: true });
      await app.prepare();
      handle = app.getRequestHandler();
      return { url: `http://${shown}:${port}`, close };
    },
  };
}
