import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { removeFolder } from "./support/folder";
import { generateLog, type Truth } from "./support/generate";
import { atRest, hostOf } from "./support/host";
import { startServer, type TestServer } from "./support/server";

const FLOWS = 300_000;
let folder: string;
let truth: Truth;
let server: TestServer;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-recovery-"));
  const file = join(folder, "some.log.gz");
  truth = await generateLog(file, FLOWS);
  server = await startServer([file], join(folder, "data"));
  await atRest(server);
});
test.afterAll(async () => {
  await server.close();
  await removeFolder(folder);
});

const figure = (page: Page, flows: number) =>
  page.getByRole("region", { name: "Totals" }).getByTitle(new RegExp(`^${flows.toLocaleString("en-US")}\\sflows$`));

/** Opens the overview and notes every alert that it ever shows. */
async function openOverview(page: Page): Promise<void> {
  await page.goto(server.url);
  await expect(figure(page, truth.flows)).toBeVisible();
  await page.evaluate(() => {
    const alerts: string[] = [];
    const look = () => {
      // Next announces titles in an alert of its own, outside the page's content.
      for (const alert of document.querySelectorAll("main [role=alert]")) alerts.push(alert.textContent ?? "");
      document.documentElement.dataset.alerts = JSON.stringify(alerts);
    };
    look();
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    document.documentElement.dataset.same = "yes";
  });
}

/** The page is the one that was opened, and has never complained. */
async function expectQuiet(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-same", "yes");
  await expect(page.locator("html")).toHaveAttribute("data-alerts", "[]");
}

/** Narrows the view as a click on the legend does. */
async function filter(page: Page, text: string): Promise<void> {
  const bar = page.getByRole("combobox", { name: "Filter", exact: true });
  await bar.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
  // Nothing of an open list of completions is chosen by itself: Enter applies what is typed.
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
}

/** Milliseconds until the server's engine answers. */
async function untilBack(): Promise<number> {
  const began = performance.now();
  await expect
    .poll(async () => (await fetch(`${server.url}/api/health`)).status, { intervals: [20], timeout: 30_000 })
    .toBe(200);
  return performance.now() - began;
}

test("the engine host killed under an open page: what was asked meanwhile is answered by itself", async ({ page }) => {
  await openOverview(page);
  process.kill(hostOf(server), "SIGKILL");
  const back = untilBack();
  await page.keyboard.press("r");
  await filter(page, "action:REJECT");
  await expect(figure(page, truth.flows / 10)).toBeVisible();
  await expectQuiet(page);
  console.log(`The engine answered again after ${Math.round(await back)} ms.`);
});

test("killed again and again, the host is back each time", async ({ page }) => {
  await openOverview(page);
  const times: number[] = [];
  for (let n = 0; n < 7; n++) {
    process.kill(hostOf(server), "SIGKILL");
    times.push(Math.round(await untilBack()));
  }
  await page.keyboard.press("r");
  await expect(figure(page, truth.flows)).toBeVisible();
  await expectQuiet(page);
  console.log(`The engine answered again after ${times.join(", ")} ms.`);
});

test("the server killed and started again: the open page waits for it and goes on", async ({ page }) => {
  await openOverview(page);
  const { port } = new URL(server.url);
  const host = hostOf(server);
  server.process.kill("SIGKILL");
  process.kill(host, "SIGKILL");
  await filter(page, "action:ACCEPT");
  await expect(page.getByRole("status").filter({ hasText: "Reconnecting" })).toBeVisible();
  // Its script is asked for while nobody answers.
  await page.keyboard.press("ControlOrMeta+k");
  server = await startServer(["--port", port], join(folder, "data"));
  await expect(page.getByRole("dialog", { name: "Go to or do" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(figure(page, truth.flows * 0.9)).toBeVisible();
  await expect(page.getByRole("button", { name: "Live", exact: true })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Reconnecting" })).toHaveCount(0);
  await expectQuiet(page);
});
