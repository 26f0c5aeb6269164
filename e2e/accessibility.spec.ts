import { expect, test } from "@playwright/test";
import { expectGoodLooks } from "./support/axe";
import { watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

let full: TestServer;
let empty: TestServer;
test.beforeAll(async () => {
  [full, empty] = await Promise.all([startServer(["--demo"]), startServer()]);
  const flows = async () => ((await (await fetch(`${full.url}/api/summary`)).json()) as { flows: number }).flows;
  await expect.poll(flows).toBeGreaterThan(0);
});
test.afterAll(async () => {
  await full.close();
  await empty.close();
});

const pages = [
  { name: "overview", path: "/", ready: /Top talkers/ },
  { name: "overview without a match", path: "/?q=dstport:1", ready: /removes|No record|no record|match/i },
  { name: "explore", path: "/explore?q=addr:167.71.109.229", ready: /of 6,965 records/ },
  { name: "sources", path: "/sources", ready: /Imports/ },
];

for (const { name, path, ready } of pages) {
  test(`${name}, every theme and width: no violation`, async ({ page }) => {
    const errors = watchErrors(page);
    await page.goto(full.url + path);
    await expect(page.getByText(ready).first()).toBeVisible();
    await expectGoodLooks(page);
    errors.expectNone();
  });
}

test("first run, every theme and width: no violation", async ({ page }) => {
  await page.goto(empty.url);
  await expect(page.getByRole("button", { name: /sample/i })).toBeVisible();
  await expectGoodLooks(page);
});
