import { expect, test } from "@playwright/test";
import { expectGoodLooks } from "./support/axe";
import { watchErrors, watchShifts } from "./support/page";
import { startSample, type TestServer } from "./support/server";

let server: TestServer;
test.beforeAll(async () => {
  server = await startSample();
});
test.afterAll(() => server.close());

const ENI = "eni-0f4a1c93b7e25d608";

test("the palette opens a host; its peers and its interface lead on", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(server.url);
  await expect(page.getByRole("region", { name: "Top talkers" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(/A page, a command/).fill("open host 10.10.1.10");
  await page.getByRole("option", { name: "Open host 10.10.1.10" }).click();
  await expect(page).toHaveURL(/\/host\?.*addr=10\.10\.1\.10/);
  await expect(page.getByRole("heading", { level: 1, name: "10.10.1.10" })).toBeVisible();
  const head = page.getByRole("region", { name: "Host" });
  await expect(head).toContainText("Own interface");
  await expect(page.getByRole("region", { name: "Services offered" })).toContainText("443/tcp https");
  await expect(page.getByRole("region", { name: "Services used" })).toContainText("53/udp dns");
  await expect(page.getByRole("region", { name: "Rejected on the way in" })).toContainText("22/tcp");
  await expect(page.getByRole("slider", { name: /Buckets of the chart/ })).toBeVisible();

  await page
    .getByRole("region", { name: /Top peers/ })
    .getByRole("link", { name: "10.10.2.140", exact: true })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "10.10.2.140" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "10.10.1.10" })).toBeVisible();
  await head.getByRole("link", { name: ENI }).click();
  await expect(page.getByRole("heading", { level: 1, name: ENI })).toBeVisible();
  await expect(page.getByRole("region", { name: "Host" })).toContainText("10.10.1.10");
  errors.expectNone();
});

test("every list of addresses leads to hosts", async ({ page }) => {
  await page.goto(server.url);
  const talkers = page.getByRole("region", { name: "Top talkers" });
  await talkers.getByRole("listitem").first().hover();
  await expect(talkers.getByRole("link", { name: /^Host 10\.10\./ }).first()).toBeVisible();
  await page.goto(`${server.url}/explore?q=${encodeURIComponent("dstport:8088 srcport:59754")}`);
  await page.getByRole("row").filter({ hasText: "8088" }).getByText("REJECT").click();
  const drawer = page.getByRole("dialog").or(page.getByRole("complementary")).last();
  await drawer.getByRole("link", { name: "167.71.109.229" }).first().click();
  await expect(page).toHaveURL(/\/host\?.*addr=167\.71\.109\.229/);
  await expect(page.getByRole("region", { name: "Host" })).toContainText("Public address");
});

test("the range narrows the page, and a link shows the same elsewhere", async ({ page, browser }) => {
  await page.goto(`${server.url}/host?addr=10.10.1.10&from=2020-04-24T18:00:00Z&to=2020-04-24T20:00:00Z`);
  const totals = page.getByLabel("Totals", { exact: true });
  await expect(totals).toContainText("flows");
  const text = await totals.innerText();
  const other = await browser.newContext();
  const there = await other.newPage();
  await there.goto(page.url());
  await expect(there.getByLabel("Totals", { exact: true })).toHaveText(text, { useInnerText: true });
  await other.close();
});

test("no host, or none in the log", async ({ page }) => {
  await page.goto(`${server.url}/host`);
  await expect(page.getByText("No host is named")).toBeVisible();
  await page.goto(`${server.url}/host?addr=192.0.2.99`);
  await expect(page.getByText("No traffic of this host in this range")).toBeVisible();
});

test("every part keeps its place while the page fills over a slow connection", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const shifted = await watchShifts(page);
  await page.goto(`${server.url}/host?addr=10.10.1.10`);
  await expect(page.getByRole("region", { name: "Rejected on the way out" })).toContainText("Nothing in this range");
  await expect(page.getByRole("region", { name: "Top peers" })).toContainText("10.10.2.140");
  await expect(page.getByRole("slider", { name: /Buckets of the chart/ })).toBeVisible();
  expect(await shifted()).toBeLessThan(0.02);
});

test("host, every theme and width: no violation", async ({ page }) => {
  await page.goto(`${server.url}/host?addr=10.10.1.10`);
  await expect(page.getByRole("region", { name: "Services offered" })).toContainText("443/tcp");
  await expect(page.getByRole("region", { name: "Rejected on the way in" })).toContainText("22/tcp");
  await expectGoodLooks(page);
});
