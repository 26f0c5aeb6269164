import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { childProgram } from "./child";
import { connectEmbedded } from "./client";
import { socketPath, startEmbeddedEngine } from "./embedded";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-embedded-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("an engine waits for its folder while the one before lets go of it", async () => {
  const before = await startEmbeddedEngine(folder);
  const next = startEmbeddedEngine(folder);
  // Time enough to be refused once; with more it only waits longer.
  await pause(1000);
  await before.close();
  const { engine, close } = await next;
  expect((await engine.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await close();
});

test("a folder that another engine keeps is refused with a sentence", async () => {
  const before = await startEmbeddedEngine(folder);
  await expect(startEmbeddedEngine(folder)).rejects.toThrow(
    /^The (engine could not open the )?data folder .+flowglass-embedded-/,
  );
  await before.close();
});

test("a closed engine leaves no socket, and one that starts removes those of its folder's killed ones", async () => {
  const before = await startEmbeddedEngine(folder);
  await before.close();
  expect(existsSync(before.socket)).toBe(false);
  const killed = before.socket.replace(/-\d+\.sock$/, "-99999999.sock");
  await writeFile(killed, "");
  const { socket, close } = await startEmbeddedEngine(folder);
  expect(existsSync(killed)).toBe(false);
  expect(existsSync(socket)).toBe(true);
  await close();
});

test("an engine host that is told to end amid a statement does so at once, and does not die of its own tearing down", async () => {
  const socket = socketPath(folder, process.pid);
  const program = childProgram("engine-host", "lib/engine/host/main.ts");
  const host = fork(program.path, [folder, socket], { execArgv: [...program.execArgv], stdio: "ignore" });
  await once(host, "message");
  const engine = connectEmbedded(socket);
  const slow = "SELECT count() FROM numbers(1000000000000) WHERE cityHash64(number) = 1";
  const answer = engine.query(slow).catch(() => undefined);
  const running = async () =>
    (await engine.query("SELECT 1 FROM system.processes WHERE query LIKE '%cityHash64%' AND elapsed > 0")).rows.length;
  await expect.poll(running).toBeGreaterThan(1);
  const ended = once(host, "exit");
  host.kill("SIGTERM");
  expect(await ended).toEqual([null, "SIGKILL"]);
  await answer;
  await engine.close();
});
