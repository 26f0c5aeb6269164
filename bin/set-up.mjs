// Installs dependencies and builds, when needed. Plain JavaScript: runs before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "bin",
  "scripts",
  "package-lock.json",
  "next.config.js",
  "tsconfig.json",
  "postcss.config.mjs",
];

/** Ends the program with one sentence. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function run(command, args, doing) {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 2 ** 20,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (result.status !== 0) {
    console.error(`${result.stdout ?? ""}${result.stderr ?? ""}`.trim().split("\n").slice(-30).join("\n"));
    fail(`${doing} failed; the lines above say why.`);
  }
}

function hashOf(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else if (!/\.test\.tsx?$/.test(path)) {
      hash.update(path.slice(ROOT.length)).update(readFileSync(path));
    }
  };
  for (const path of paths) add(join(ROOT, path));
  return hash.digest("hex");
}

const readIf = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Flowglass needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

function install() {
  const stamp = join(ROOT, "node_modules", ".flowglass-lock");
  const wanted = hashOf(["package-lock.json"]);
  if (readIf(stamp) === wanted) return;
  console.error("Installing dependencies (once; about a minute).");
  run(
    process.platform === "win32" ? "npm.cmd" : "npm",
    ["ci", "--no-audit", "--no-fund", "--include=dev"],
    "Installing dependencies",
  );
  writeFileSync(stamp, wanted);
}

function build() {
  const stamp = join(ROOT, "dist", ".stamp");
  const wanted = hashOf(SOURCES);
  if (readIf(stamp) === wanted && existsSync(join(ROOT, ".next", "BUILD_ID"))) return;
  console.error("Building (once per version; about a minute).");
  run(process.execPath, [join(ROOT, "scripts", "build.mjs")], "Building");
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Brings a clone to where it can run. */
export async function setUp(options) {
  checkNode();
  install();
  if (options.build) build();
}
