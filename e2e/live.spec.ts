import { expect, type Page, test } from "@playwright/test";
import { type AwsFake, INTERFACES } from "../lib/sources/testing";
import { awsWithFlowLog, deliver, GROUP } from "./support/aws";
import { watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

const EACH = 500;
let fake: AwsFake;
let server: TestServer;
let stored = EACH * INTERFACES.length;
let deliveries = 0;

test.beforeAll(async () => {
  fake = await awsWithFlowLog(EACH);
  server = await startServer([], undefined, fake.env);
  const answer = await fetch(`${server.url}/api/sources`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind: "cloudwatch", region: "eu-west-1", log_group: GROUP, since: "now-2h", follow: true }),
  });
  expect(answer.status).toBe(201);
  await expect.poll(flows, { timeout: 60_000 }).toBe(stored);
});
test.afterAll(async () => {
  await server.close();
  await fake.close();
});

const flows = async (): Promise<number> =>
  ((await (await fetch(`${server.url}/api/summary`)).json()) as { flows: number }).flows;

/** Delivers records and waits until the store has them. */
async function arrive(count: number): Promise<void> {
  deliver(fake, count, ++deliveries * 1000);
  stored += count;
  await expect.poll(flows, { timeout: 60_000 }).toBe(stored);
}

/** The figure of all flows, exact, once the page listens for changes. */
async function openOverview(page: Page, query = ""): Promise<void> {
  const connected = page.waitForRequest("**/api/live");
  await page.goto(`${server.url}/${query}`);
  await connected;
}

const shown = (page: Page, count: number) =>
  page.getByRole("region", { name: "Totals" }).getByTitle(new RegExp(`^${count.toLocaleString("en-US")}\\sflows$`));

/** Puts the page's tab to the back or the front, as the browser would say it. */
async function show(page: Page, state: "hidden" | "visible"): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

test("new records appear on the open page, and a range that they do not touch is not read again", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const [live, past] = [await context.newPage(), await context.newPage()];
  const errors = watchErrors(live);
  await openOverview(live);
  await expect(shown(live, stored)).toBeVisible();
  const hourAgo = Math.floor(Date.now() / 1000) - 3600;
  await openOverview(past, `?from=${hourAgo - 1800}&to=${hourAgo}`);
  // The last of what the page asks for by itself.
  await expect(past.getByText("Log status")).toBeVisible();
  const asked: string[] = [];
  past.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const bounds = past.waitForRequest("**/api/bounds*");
  await live.evaluate(() => document.documentElement.setAttribute("data-same-page", "yes"));

  await arrive(40);
  await expect(shown(live, stored)).toBeVisible();
  await expect(live.locator("html")).toHaveAttribute("data-same-page", "yes");
  // The change has reached the other page, as what is stored is asked for: and nothing else is.
  await bounds;
  const quiet = ["/api/bounds", "/api/live", "/api/imports", "/api/sources"];
  expect(asked.filter((path) => path.startsWith("/api/") && !quiet.includes(path))).toEqual([]);
  errors.expectNone();
  await context.close();
});

test("paused, the page stays as it is; resumed, it shows what came", async ({ page }) => {
  await openOverview(page);
  await page.getByRole("button", { name: "Live" }).click();
  await expect(page.getByRole("button", { name: "Live" })).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/from=now-15m/);
  await page.getByRole("button", { name: "Pause updates" }).click();
  await expect(page.getByRole("button", { name: "Refresh" })).not.toHaveAttribute("aria-busy", "true");
  const figure = page
    .getByRole("region", { name: "Totals" })
    .getByTitle(/\sflows$/)
    .first();
  const before = (await figure.getAttribute("title")) ?? "";
  await arrive(25);
  await expect(page.getByRole("button", { name: "Resume: there are new records" })).toBeVisible();
  await expect(figure).toHaveAttribute("title", before);
  await page.getByRole("button", { name: "Resume: there are new records" }).click();
  await expect.poll(async () => shown(page, await recent()).isVisible()).toBe(true);
});

/** Flows of the last 15 minutes. */
const recent = async (): Promise<number> =>
  ((await (await fetch(`${server.url}/api/summary?from=now-15m&to=now`)).json()) as { flows: number }).flows;

test("a page whose connection fails connects again and catches up", async ({ page }) => {
  let attempts = 0;
  await page.route("**/api/live", (route) => (++attempts <= 2 ? route.abort() : route.continue()));
  await page.goto(server.url);
  await expect(shown(page, stored)).toBeVisible();
  await expect.poll(() => attempts).toBe(3);
  await arrive(10);
  await expect(shown(page, stored)).toBeVisible();
});

test("a tab in the back is quiet, and catches up when it is looked at", async ({ page }) => {
  await openOverview(page);
  await expect(shown(page, stored)).toBeVisible();
  await show(page, "hidden");
  const before = stored;
  await arrive(15);
  await expect(shown(page, before)).toBeVisible();
  await show(page, "visible");
  await expect(shown(page, stored)).toBeVisible();
});

test("a list that somebody has gone down stays, until the new records are asked for", async ({ page }) => {
  const connected = page.waitForRequest("**/api/live");
  await page.goto(`${server.url}/explore`);
  await connected;
  const grid = page.getByRole("grid").or(page.getByRole("table")).first();
  await expect(grid.getByRole("row").nth(5)).toBeVisible();
  const next = page.waitForResponse((response) => response.url().includes("cursor="));
  await grid.hover();
  await page.mouse.wheel(0, 6000);
  await next;
  await arrive(30);
  const control = page.getByRole("button", { name: "Show new records" });
  await control.press("Enter");
  await expect(control).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: stored.toLocaleString("en-US") })).toBeVisible();

  // Refresh reads the list as well.
  const again = page.waitForResponse((response) => response.url().includes("cursor="));
  await grid.hover();
  await page.mouse.wheel(0, 6000);
  await again;
  await arrive(30);
  await expect(control).toBeVisible();
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(control).toHaveCount(0);
});
