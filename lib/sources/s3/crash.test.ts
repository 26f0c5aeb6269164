import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestProxy, type TestProxy } from "../testing/http-proxy";
import { s3Environment, startTestS3, type TestS3 } from "../testing/s3";
import { fileKey, flowFile, flowLines, NOON } from "./testing";

const PROGRAM = fileURLToPath(new URL("crash-program.ts", import.meta.url));
const FILES = 60;
const LINES = 40;

let s3: TestS3;
let proxy: TestProxy;
let folder: string;
let child: ChildProcess | null = null;
beforeEach(async () => {
  s3 = await startTestS3();
  proxy = await startTestProxy(s3.endpoint);
  folder = await mkdtemp(join(tmpdir(), "flowglass-crash-"));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await Promise.all([proxy.close(), s3.close()]);
  await rm(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly state: string;
  readonly error: unknown;
  readonly flows: number;
  readonly all: number;
  readonly different: number;
}

/** The program, started: its process, and what it says in the end, or null when a signal ended it. */
function start(): { readonly kill: () => void; readonly outcome: Promise<Outcome | null> } {
  const started = fork(PROGRAM, [folder, s3.bucket], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_OPTIONS: "", ...s3Environment(proxy.endpoint) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child = started;
  const outcome = new Promise<Outcome | null>((resolve, reject) => {
    started.once("message", (message) => resolve(message as Outcome));
    started.once("exit", (code) => (code === null ? resolve(null) : reject(new Error(`it ended with ${code}`))));
  });
  return { kill: () => started.kill("SIGKILL"), outcome };
}

test("every record is there once, whenever the program is killed", { timeout: 480_000 }, async () => {
  for (let n = 0; n < FILES; n++) {
    const time = NOON + n * 300;
    await s3.put(fileKey(time, n.toString(16).padStart(8, "0")), flowFile(flowLines(time, LINES, n)));
  }
  // The first kills come while it downloads, the later ones some moments after the last download: while it stages,
  // writes its ledger and publishes.
  for (const moment of [5, 60, 60]) {
    let seen = 0;
    const delay = moment === FILES ? 50 + Math.random() * 700 : 0;
    const { kill, outcome } = start();
    proxy.treat((line) => {
      // The process of this round, and no later one: a round may be done before its delay is over.
      if (line.includes("x-id=GetObject") && ++seen === moment) setTimeout(kill, delay);
      return null;
    });
    if (await outcome) break;
  }
  child?.kill("SIGKILL");
  proxy.treat(() => null);
  const outcome = await start().outcome;
  const records = FILES * LINES;
  expect(outcome).toEqual({ state: "done", error: null, flows: records, all: records, different: records });
});
