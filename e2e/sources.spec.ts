import { expect, type Locator, type Page, test } from "@playwright/test";
import { type AwsFake, INTERFACES, streamOf } from "../lib/sources/testing";
import { awsWithFlowLog, deliver, GROUP } from "./support/aws";
import { expectGoodLooks } from "./support/axe";
import { watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

const EACH = 4000;
const STORED = EACH * INTERFACES.length;

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

/** The row of a source. */
const rowOf = (page: Page, place: string): Locator => page.locator("[data-source]").filter({ hasText: place });

/** Adds a log group through the form. */
async function addByHand(page: Page, group: string, more?: () => Promise<void>): Promise<void> {
  await page.goto(`${server.url}/sources`);
  await page.getByRole("button", { name: "Add by hand" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a source by hand" });
  await dialog.getByLabel("Region").fill("eu-west-1");
  await dialog.getByLabel("Log group").fill(group);
  await more?.();
  await dialog.getByRole("button", { name: "Add and read" }).click();
}

test("a log group is added, its back-fill is watched, and each of its records is there once", async ({ page }) => {
  const errors = watchErrors(page);
  await addByHand(page, GROUP);
  const row = rowOf(page, GROUP);
  await expect(row).toHaveAttribute("data-state", "following", { timeout: 60_000 });
  await expect(row).toContainText(STORED.toLocaleString("en-US"));
  await expect(row.getByRole("img", { name: /What has been read/ })).toHaveAccessibleName(/100 % read/);
  await row.getByRole("button", { name: /Show the details/ }).click();
  await expect(row.getByText(/from the format of flow log/)).toBeVisible();
  await row.getByRole("link", { name: /Explore the records/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "records" })).toContainText(STORED.toLocaleString("en-US"));
  errors.expectNone();
});

test("while it is paused nothing is read, and what came meanwhile is read when it is resumed", async ({ page }) => {
  await page.goto(`${server.url}/sources`);
  const row = rowOf(page, GROUP);
  await row.getByRole("button", { name: `Pause ${GROUP}` }).click();
  await expect(row).toHaveAttribute("data-state", "paused");
  const asked = fake.calls.length;
  deliver(fake, 50);
  await page.reload();
  await expect(row).toContainText(STORED.toLocaleString("en-US"));
  expect(fake.calls.slice(asked).filter((call) => call.action === "FilterLogEvents")).toEqual([]);
  await row.getByRole("button", { name: `Resume ${GROUP}` }).click();
  await expect(row).toContainText((STORED + 50).toLocaleString("en-US"), { timeout: 60_000 });
});

test("what is wrong with the form is said at its field", async ({ page }) => {
  await page.goto(`${server.url}/sources`);
  await page.getByRole("button", { name: "Add by hand" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a source by hand" });
  await dialog.getByLabel("Region").fill("Frankfurt");
  await dialog.getByLabel("Log group").fill(GROUP);
  await dialog.getByRole("button", { name: "Add and read" }).click();
  const region = dialog.getByLabel("Region");
  await expect(region).toHaveAttribute("aria-invalid", "true");
  await expect(region).toHaveAccessibleDescription(/such as/);
  await region.fill("eu-central-1");
  await expect(region).toHaveAttribute("aria-invalid", "false");
});

test("a missing permission is named, tried again by hand, and the source can be removed", async ({ page }) => {
  fake.put("/secret", streamOf(INTERFACES[0]), []);
  fake.deny("logs:FilterLogEvents");
  await addByHand(page, "/secret");
  const row = rowOf(page, "/secret");
  await expect(row).toHaveAttribute("data-state", "failed", { timeout: 60_000 });
  await expect(row).toContainText("logs:FilterLogEvents");
  fake.allow("logs:FilterLogEvents");
  await row.getByRole("button", { name: "Try now" }).click();
  await expect(row).toHaveAttribute("data-state", "following", { timeout: 60_000 });

  await row.getByRole("button", { name: "Remove /secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove this source?" });
  await expect(dialog).toContainText("Nothing changes in AWS");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await row.getByRole("button", { name: "Remove /secret" }).click();
  await dialog.getByRole("button", { name: "Remove it" }).click();
  await expect(row).toHaveCount(0);
  await expect(rowOf(page, GROUP)).toHaveCount(1);
});

test("sources with details and the form, every theme and width: no violation", async ({ page }) => {
  await page.goto(`${server.url}/sources`);
  const row = rowOf(page, GROUP);
  await row.getByRole("button", { name: /Show the details/ }).click();
  await expectGoodLooks(page);
  await page.getByRole("button", { name: "Add by hand" }).click();
  await page.getByText("Streams, format, role").click();
  await expectGoodLooks(page);
});
