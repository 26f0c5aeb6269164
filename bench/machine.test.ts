import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inflate } from "./inflate";
import { loopEnvironment, readLoopDelay } from "./loop-delay";
import { highWater, highWaterOf } from "./memory";
import { checkRoom, lackOfRoom } from "./room";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-bench-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("reads the highest memory of a process", async () => {
  expect(highWater("Name:\tnode\nVmPeak:\t 9 kB\nVmHWM:\t  123456 kB\nVmRSS:\t 5 kB\n")).toBe(123_456 * 1024);
  expect(highWater("")).toBeNull();
  expect(await highWaterOf(null)).toBeNull();
  if (process.platform === "linux") expect(await highWaterOf(process.pid)).toBeGreaterThan(10e6);
});

it("says before it begins when there is too little room", async () => {
  expect(lackOfRoom(1e6, 1e9, "/tmp")).toBeNull();
  expect(lackOfRoom(1e9, 68e9, "/tmp")).toBe(
    "1,000,000,000 records need about 120 GB in /tmp, which has 68 GB left: choose fewer, or another folder with TMPDIR.",
  );
  await expect(checkRoom(1e15, folder)).rejects.toThrow(folder);
  await checkRoom(1, folder);
});

it("inflates files, and refuses what is none", async () => {
  const [good, bad] = [join(folder, "good.gz"), join(folder, "bad.gz")];
  await writeFile(good, gzipSync("a line\n"));
  await writeFile(bad, "no gzip");
  expect((await inflate([good, good])).seconds).toBeGreaterThan(0);
  await expect(inflate([bad])).rejects.toThrow();
});

it("is told how late the event loop of a program is, since it was asked last", async () => {
  const socket = join(folder, "loop.sock");
  const program = join(folder, "flowglass.mjs");
  const blocked = "const end = Date.now() + 300; while (Date.now() < end); process.stdout.write('.');";
  await writeFile(program, `process.stdin.on("data", () => { ${blocked} }); process.stdout.write("r");`);
  const env = { ...process.env, ...loopEnvironment(socket) };
  const child = spawn(process.execPath, [program], { env, stdio: ["pipe", "pipe", "inherit"] });
  try {
    await once(child.stdout, "data");
    await readLoopDelay(socket);
    child.stdin.write("x");
    await once(child.stdout, "data");
    const late = await readLoopDelay(socket);
    expect(late.max).toBeGreaterThan(250);
    expect(late.p99).toBeLessThanOrEqual(late.max);
  } finally {
    child.kill("SIGKILL");
  }
});

it("leaves other programs alone", () => {
  const env = { ...process.env, ...loopEnvironment(join(folder, "other.sock")) };
  expect(execFileSync(process.execPath, ["-e", "console.log(1)"], { env, encoding: "utf8" })).toBe("1\n");
});
