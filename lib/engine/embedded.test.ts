import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmbeddedEngine } from "./embedded";

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
