import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { runToEnd } from "./support/command";
import { removeFolder } from "./support/folder";
import { generateLog } from "./support/generate";
import { startServer, type TestServer } from "./support/server";

const TOKEN = "a-secret-of-this-test";

let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-cli-"));
});
test.afterAll(() => removeFolder(folder));

/** Expects that the program says exactly this on stderr, and ends with code 1. */
async function expectRefusal(args: readonly string[], sentence: string): Promise<void> {
  expect(await runToEnd(args)).toEqual({ code: 1, stdout: "", stderr: `${sentence}\n` });
}

test.describe("what cannot go on says why in one sentence and ends with code 1", () => {
  test("a port in use", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    try {
      await expectRefusal(
        ["--port", String(port), "--data", join(folder, "port")],
        `Port ${port} is in use on 127.0.0.1. Choose another with --port.`,
      );
    } finally {
      taken.close();
    }
  });

  test("a file that does not exist", async () => {
    const missing = join(folder, "missing.log");
    await expectRefusal(
      ["--port", "0", "--data", join(folder, "missing"), missing],
      `There is no file or folder ${missing}.`,
    );
  });

  test("a data folder that cannot be written", async () => {
    const file = join(folder, "a-file");
    await writeFile(file, "");
    const data = join(file, "store");
    await expectRefusal(
      ["--port", "0", "--data", data],
      `The data folder ${data} cannot be written (ENOTDIR). Choose another with --data.`,
    );
  });

  test("other machines let in without a token", async () => {
    await expectRefusal(
      ["--port", "0", "--data", join(folder, "open"), "--host", "0.0.0.0"],
      "Listening on 0.0.0.0 lets other machines in: set FLOWGLASS_TOKEN to a secret of at least 16 characters, or leave out --host.",
    );
  });
});

test("--help prints the usage", async () => {
  const { code, stdout, stderr } = await runToEnd(["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const word of ["npm start", "--port", "--host", "--data", "--demo", "FLOWGLASS_TOKEN"])
    expect(stdout).toContain(word);
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** A request with any headers: fetch would not send another Host, and would follow redirects. */
function ask(server: TestServer, path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(server.url + path, { method, headers }, (response) => {
      response.resume();
      response.once("end", () => resolve({ status: response.statusCode, headers: response.headers }));
    })
      .once("error", reject)
      .end();
  });
}

test("a start says one line: where it is", async () => {
  const server = await startServer();
  try {
    expect(server.said()).toBe(`Flowglass is ready on ${server.url}\n`);
  } finally {
    await server.close();
  }
});

test.describe("who may ask", () => {
  test("without a token: this machine, under its own name, from its own pages", async () => {
    const server = await startServer();
    try {
      expect((await ask(server, "/api/summary")).status).toBe(200);
      for (const path of ["/", "/api/summary"])
        expect((await ask(server, path, { host: "flowglass.example" })).status, path).toBe(403);
      const foreign = { origin: "https://flowglass.example", "sec-fetch-site": "cross-site" };
      expect((await ask(server, "/api/demo", foreign, "POST")).status).toBe(403);
      // A browser that is too old for Sec-Fetch-Site still names the origin.
      expect((await ask(server, "/api/demo", { origin: "https://flowglass.example" }, "POST")).status).toBe(403);
      const imports = await fetch(`${server.url}/api/imports`);
      expect(await imports.json()).toMatchObject({ imports: [] });
    } finally {
      await server.close();
    }
  });

  test("with a token: only who shows it", async () => {
    const before = process.env.FLOWGLASS_TOKEN;
    process.env.FLOWGLASS_TOKEN = TOKEN;
    const server = await startServer().finally(() => {
      if (before === undefined) delete process.env.FLOWGLASS_TOKEN;
      else process.env.FLOWGLASS_TOKEN = before;
    });
    try {
      expect((await ask(server, "/api/summary")).status).toBe(401);
      expect((await ask(server, "/api/summary", { authorization: `Bearer ${TOKEN}x` })).status).toBe(401);
      expect((await ask(server, "/api/summary", { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
      for (const path of ["/", "/explore?q=dstport:443", "/sources"]) {
        const page = await ask(server, path);
        expect(page.status, path).toBe(307);
        const back = path === "/" ? "" : `?next=${encodeURIComponent(path)}`;
        expect(page.headers.location, path).toBe(`/login${back}`);
      }
      expect((await ask(server, "/login")).status).toBe(200);
    } finally {
      await server.close();
    }
  });
});

/** Process ids of all that a process has started, and what these have started. */
function below(pid: number): number[] {
  let children: string;
  try {
    children = execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" });
  } catch {
    return [];
  }
  return children
    .trim()
    .split("\n")
    .map(Number)
    .flatMap((child) => [child, ...below(child)]);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("Ctrl-C ends the server and all that it has started", async () => {
  const file = join(folder, "few.log.gz");
  await generateLog(file, 1_000);
  const server = await startServer([file]);
  try {
    await expect
      .poll(async () => (await (await fetch(`${server.url}/api/imports`)).json()).imports[0]?.state)
      .toBe("done");
    const started = below(server.process.pid ?? 0);
    expect(started.length).toBeGreaterThan(0);
    const ended = once(server.process, "exit");
    server.process.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
    await expect.poll(() => started.filter(isRunning)).toEqual([]);
    await expect(fetch(server.url)).rejects.toThrow();
  } finally {
    await server.close();
  }
});
