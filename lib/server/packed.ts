import { createReadStream, readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, relative, sep } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".js": "application/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/**
 * The built files that lie there packed with Brotli too (`scripts/pack.mjs`): from their address to the packed file.
 * @param dir the project's folder. Without a build there are none.
 */
export function packedFiles(dir: string): Map<string, string> {
  const root = join(dir, ".next/static");
  try {
    return new Map(
      readdirSync(root, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".br"))
        .map((name) => {
          const path = join(root, name);
          return [`/_next/static/${relative(root, path).split(sep).join("/").slice(0, -3)}`, path];
        }),
    );
  } catch {
    return new Map();
  }
}

/** Does a browser take Brotli? It says so over TLS and on the machine itself. RFC 9110, section 12.5.3. */
function takesBrotli(accepted: string | undefined): boolean {
  return (accepted ?? "").split(",").some((part) => /^\s*br\s*(;\s*q=(1|0?\.\d*[1-9]).*)?$/.test(part));
}

/**
 * Sends a file packed, where it is asked for and the browser takes it.
 * @returns false when it is for others to answer.
 */
export function sendPacked(
  files: ReadonlyMap<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const [path = ""] = (request.url ?? "").split("?");
  const file = files.get(path);
  const type = TYPES[path.slice(path.lastIndexOf("."))];
  if (!file || !type || request.method !== "GET" || !takesBrotli(request.headers["accept-encoding"])) return false;
  const stream = createReadStream(file);
  stream.once("open", () => {
    response.writeHead(200, {
      "content-type": type,
      "content-encoding": "br",
      vary: "accept-encoding",
      // The name of a built file changes with its content.
      "cache-control": "public, max-age=31536000, immutable",
    });
    stream.pipe(response);
  });
  stream.once("error", () => response.destroy());
  response.once("close", () => stream.destroy());
  return true;
}
