import { defineConfig } from "@playwright/test";

const browser = process.env.FLOWGLASS_TEST_BROWSER ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "e2e",
  // Each file starts a server of its own on a free port and its own data folder; half of the time it waits for something.
  workers: 2,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  retries: 0,
  reporter: [["list"]],
  use: {
    viewport: { width: 1440, height: 900 },
    timezoneId: "UTC",
    locale: "en-US",
    // A trace of every test would take a third of the time.
    trace: process.env.FLOWGLASS_TEST_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: browser,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
});
