import { expect, test } from "@playwright/test";
import { watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

const DAY = 86_400;
const now = Math.floor(Date.now() / 1000);

/** A record of some days ago. */
const record = (days: number, port: number): string =>
  `2 123456789012 eni-0a1 10.0.0.1 10.0.0.2 ${port} 443 6 5 100 ${now - days * DAY} ${now - days * DAY + 60} ACCEPT OK`;

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
  const body = [record(2, 40_001), record(2, 40_002), record(100, 40_003)].join("\n");
  const answer = await fetch(`${server.url}/api/imports?name=old.log&wait=true`, { method: "POST", body });
  expect(answer.ok).toBe(true);
});
test.afterAll(() => server.close());

async function stored(): Promise<number> {
  return ((await (await fetch(`${server.url}/api/summary`)).json()) as { flows: number }).flows;
}

test("a limit says what it drops, drops it, and pages say where the records are gone", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(`${server.url}/sources`);
  const panel = page.getByRole("region", { name: "Retention" });
  await expect(panel.getByText(/^3 records of .* on disk\. Nothing is dropped by itself\./)).toBeVisible();

  await panel.getByRole("button", { name: "Set limits" }).click();
  const dialog = page.getByRole("dialog", { name: "Limits" });
  const days = dialog.getByRole("textbox", { name: "Days kept of Everything together" });
  await days.fill("none");
  await expect(dialog.getByText("Days are whole numbers from 1 on, sizes from 0.001 GB on.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Save limits" })).toBeDisabled();
  await days.fill("30");
  await expect(dialog.getByText(/^These limits drop 1 record now, .*, from 1 day:/)).toBeVisible();
  expect(await stored()).toBe(3);
  await dialog.getByRole("button", { name: "Save limits" }).click();
  await expect(dialog).toBeHidden();
  await expect(panel.getByText(/^2 records of .* Limit: 30 days\. Last dropped .*: 1 record of 1 day\./)).toBeVisible();
  expect(await stored()).toBe(2);

  await panel.getByRole("button", { name: "Set limits" }).click();
  await days.fill("1");
  await dialog.getByRole("button", { name: "Save limits" }).click();
  await expect.poll(stored).toBe(0);
  for (const path of ["/", "/explore"]) {
    await page.goto(server.url + path);
    await expect(page.getByText("Retention has dropped the records that were imported.")).toBeVisible();
  }
  await page.getByRole("link", { name: "Go to Sources" }).click();
  await expect(panel.getByText("No records are held.")).toBeVisible();
  errors.expectNone();
});
