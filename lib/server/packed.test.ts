import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packStatic } from "../../scripts/pack.mjs";
import { packedFiles, sendPacked } from "./packed";

const SCRIPT = "export const a = 1;\n".repeat(200);
const dir = mkdtempSync(join(tmpdir(), "flowglass-packed-"));
let server: Server;

beforeAll(async () => {
  const folder = join(dir, ".next/static/chunks");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "a.js"), SCRIPT);
  writeFileSync(join(folder, "picture.png"), "not packed");
  packStatic(join(dir, ".next/static"));
  const files = packedFiles(dir);
  server = createServer((request, response) => {
    if (!sendPacked(files, request, response)) response.end("someone else");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  rmSync(dir, { recursive: true });
});

function ask(path: string, accepted?: string): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = accepted === undefined ? {} : { "accept-encoding": accepted };
    const { port } = server.address() as AddressInfo;
    get({ port, host: "127.0.0.1", path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(parts) }));
    }).on("error", reject);
  });
}

describe("packed files", () => {
  it("go to a browser that takes Brotli, to be kept for good", async () => {
    const { headers, body } = await ask("/_next/static/chunks/a.js?dpl=1", "gzip, deflate, br");
    expect(headers["content-encoding"]).toBe("br");
    expect(headers["content-type"]).toContain("javascript");
    expect(headers["cache-control"]).toContain("immutable");
    expect(headers.vary).toBe("accept-encoding");
    expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
  });

  it.each([
    ["/_next/static/chunks/a.js", undefined],
    ["/_next/static/chunks/a.js", "gzip"],
    ["/_next/static/chunks/a.js", "gzip, br;q=0"],
    ["/_next/static/chunks/b.js", "br"],
    ["/_next/static/chunks/picture.png", "br"],
    ["/_next/static/chunks/a.js.br", "br"],
    ["/_next/static/../static/chunks/a.js", "br"],
  ])("%s with %s is for others to answer", async (path, accepted) => {
    expect((await ask(path, accepted)).body.toString()).toBe("someone else");
  });

  it("are none without a build", () => expect(packedFiles(join(dir, "nowhere")).size).toBe(0));
});
