import { expect, test } from "@playwright/test";
import { watchErrors } from "./support/page";
import { startSample, type TestServer } from "./support/server";

let server: TestServer;
test.beforeAll(async () => {
  server = await startSample();
});
test.afterAll(() => server.close());

test("from the overview to the refused packet, by clicking", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(server.url);
  const refused = page.getByRole("region", { name: /Most refused/ });
  await refused.getByRole("radio", { name: "Sources" }).click();
  await refused.getByRole("link", { name: "Records of 167.71.109.229" }).click();
  await expect(page).toHaveURL(/\/explore\?.*167\.71\.109\.229/);
  // Oldest first: the row is drawn without scrolling.
  await page.getByRole("columnheader", { name: /Start/ }).getByRole("button").first().click();
  await expect(page).toHaveURL(/sort=start/);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.getByRole("row").filter({ hasText: "8088" }).getByText("REJECT").click();
  await expect(page).toHaveURL(/record=/);
  const drawer = page.getByRole("dialog").or(page.getByRole("complementary")).last();
  await expect(drawer).toContainText(
    "167.71.109.229 tried to reach 10.10.1.10 on port 8088/tcp once and was rejected (1 packet, 40 bytes, 2020-04-24 17:29:23 to 17:30:22 UTC).",
  );
  await expect(drawer).toContainText("59754");
  await page.goBack();
  await expect(page).not.toHaveURL(/record=/);
  errors.expectNone();
});

test("a link to a record opens it in another browser, and port 443 is open to anyone", async ({ page, browser }) => {
  const errors = watchErrors(page);
  const answer = await fetch(`${server.url}/api/records?q=dstport:8088 srcport:59754`);
  const { records } = (await answer.json()) as { records: Record<string, unknown>[] };
  expect(records).toMatchObject([
    {
      srcaddr: "167.71.109.229",
      dstaddr: "10.10.1.10",
      start: 1587749363,
      end: 1587749422,
      bytes: 40,
      packets: 1,
      action: "REJECT",
    },
  ]);
  await page.goto(`${server.url}/explore?q=${encodeURIComponent("dst:10.10.1.10 dstport:443 action:ACCEPT")}`);
  await expect(page.getByRole("row").nth(3)).toContainText("443");
  const other = await browser.newContext();
  const there = await other.newPage();
  await there.goto(page.url());
  const counted = /[\d,]+ of [\d,]+ records|[\d,]+ records/;
  const here = await page.getByText(counted).first().innerText();
  await expect(there.getByText(counted).first()).toHaveText(here);
  await other.close();
  errors.expectNone();
});
