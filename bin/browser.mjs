// Finds a browser for the browser tests: Playwright's own, else the system's Chromium, else installs one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, ROOT } from "./set-up.mjs";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

async function present() {
  const { chromium } = await import("playwright");
  const own = chromium.executablePath();
  return [own, ...SYSTEM].find((path) => path && existsSync(path));
}

function tryInstall(name, command, args) {
  console.log(`No browser found: installing ${name}.`);
  return spawnSync(command, args, { cwd: ROOT, stdio: ["ignore", "ignore", "ignore"], timeout: 600_000 }).status === 0;
}

/** The path of a browser. Ends the program with a sentence when there is none and none can be installed. */
export async function findBrowser() {
  const found = await present();
  if (found) return found;
  tryInstall("Playwright's Chromium", process.execPath, [
    join(ROOT, "node_modules/playwright/cli.js"),
    "install",
    "chromium",
  ]);
  const downloaded = await present();
  if (downloaded) return downloaded;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    tryInstall("the system's Chromium", "/bin/sh", ["-c", "apt-get update && apt-get install -y chromium"]);
    const installed = await present();
    if (installed) return installed;
  }
  return fail(
    "The browser tests need Chromium. Install it (for example: apt-get install chromium), or run: npx playwright install chromium",
  );
}
