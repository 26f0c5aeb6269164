import { expect, type Page, test } from "@playwright/test";
import { type AwsFake, INTERFACES, startAwsFake } from "../lib/sources/testing";
import { awsWithFlowLog, GROUP } from "./support/aws";
import { expectGoodLooks } from "./support/axe";
import { watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

const EACH = 500;
const SENT = (EACH * INTERFACES.length).toLocaleString("en-US");

let fake: AwsFake;
let server: TestServer;

test.beforeAll(async () => {
  fake = await awsWithFlowLog(EACH);
  server = await startServer([], undefined, fake.env);
});
test.afterAll(async () => {
  await server.close();
  await fake.close();
});

const started = () => fake.calls.filter((call) => call.action === "StartQuery").length;

/** Opens the page and names the log group. */
async function open(page: Page, query: string): Promise<void> {
  await page.goto(`${server.url}/sources/ask${query}`);
  await page.getByLabel("Log group", { exact: true }).fill(GROUP);
}

const answer = (page: Page) => page.getByRole("region", { name: GROUP });

test("a group is asked when told to, the answer is marked and says what it cost", async ({ page }) => {
  const errors = watchErrors(page);
  await open(page, "?from=now-6h&to=now");
  expect(started()).toBe(0);
  await page.getByRole("button", { name: "Ask CloudWatch" }).click();
  await expect(answer(page)).toContainText("Answered by CloudWatch Logs Insights, not from this store");
  await expect(answer(page)).toContainText("Scanned, which AWS bills");
  await expect(answer(page).getByTitle(`${SENT}\u00a0flows`, { exact: true })).toBeVisible();
  await expect(answer(page).getByRole("list", { name: "Series" })).toContainText("ACCEPT");
  await answer(page).getByText("The queries as asked").click();
  await expect(answer(page).getByLabel("The largest", { exact: true })).toHaveValue(/stats .* by f_srcaddr/);
  expect(started()).toBe(2);

  await page.getByRole("radio", { name: "Packets" }).click();
  await expect(answer(page)).toContainText("Ask again for a new answer");
  expect(started()).toBe(2);
  errors.expectNone();
});

test("what Logs Insights cannot be asked is said", async ({ page }) => {
  await open(page, "?from=now-6h&to=now&q=action:ACCEPT+service:https");
  await page.getByRole("button", { name: "Ask CloudWatch" }).click();
  const left = answer(page).getByRole("region", { name: /left out/ });
  await expect(left).toContainText("service:https");
  await expect(left).not.toContainText("action:ACCEPT");
});

test("a range without a beginning is not asked, and one is offered", async ({ page }) => {
  await open(page, "?range=all");
  const ask = page.getByRole("button", { name: "Ask CloudWatch" });
  await expect(page.getByText(/has no beginning/)).toBeVisible();
  await expect(ask).toBeDisabled();
  await page.getByRole("button", { name: "Last hour" }).click();
  await expect(ask).toBeEnabled();
  await expect(page).toHaveURL(/from=now-1h/);
});

test("a missing permission is named", async ({ page }) => {
  fake.deny("logs:StartQuery");
  await open(page, "?from=now-6h&to=now");
  await page.getByRole("button", { name: "Ask CloudWatch" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "no answer" })).toContainText("logs:StartQuery");
  fake.allow("logs:StartQuery");
});

test("Stop ends the queries in AWS", async ({ page }) => {
  const slow = await startAwsFake({ latencyMs: 1000 });
  slow.addFlowLog({ logGroupName: GROUP, name: "production" });
  slow.at().logs.ensureGroup(GROUP);
  const own = await startServer([], undefined, slow.env);
  const calls = (action: string) => slow.calls.filter((call) => call.action === action).length;
  try {
    await page.goto(`${own.url}/sources/ask?from=now-6h&to=now`);
    await page.getByLabel("Log group", { exact: true }).fill(GROUP);
    await page.getByRole("button", { name: "Ask CloudWatch" }).click();
    await expect.poll(() => calls("StartQuery")).toBe(2);
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(page.getByText(/AWS is told to end the queries/)).toBeVisible();
    await expect.poll(() => calls("StopQuery")).toBe(2);
  } finally {
    await own.close();
    await slow.close();
  }
});

test("an answer, every theme and width: no violation", async ({ page }) => {
  await open(page, "?from=now-6h&to=now&q=service:https");
  await page.getByRole("button", { name: "Ask CloudWatch" }).press("Enter");
  await expect(answer(page)).toBeVisible();
  await answer(page).getByText("The queries as asked").click();
  await expectGoodLooks(page);
});
