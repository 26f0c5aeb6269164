import { expect, test } from "@playwright/test";
import { expectAccessible, expectGoodLooks } from "./support/axe";
import { watchErrors } from "./support/page";
import { startSample, type TestServer } from "./support/server";

let server: TestServer;
test.beforeAll(async () => {
  server = await startSample();
});
test.afterAll(() => server.close());

test("who talks to whom: the drawing, its list, and a click that filters", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(`${server.url}/topology`);
  const panel = page.getByRole("region", { name: "Who talks to whom" });
  await expect(panel.getByText(/5 nodes\. Most traffic/).first()).toBeVisible();
  await expect(panel.getByRole("row", { name: /subnet-0c2f4b1a9d3e58710 and Internet/ })).toContainText("782");
  await panel.getByRole("button", { name: "Only Internet" }).click();
  await expect(page).toHaveURL(/q=not/);
  await expect(panel.getByText(/Most traffic/).first()).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/q=/);
  await panel.getByRole("link", { name: /subnet-07d91ea42b5c6f038 and subnet-03a8c75d1f2e9b640/ }).click();
  await expect(page).toHaveURL(/\/explore\?.*srcaddr/);
  await expect(page.getByText(/records/).first()).toBeVisible();
  errors.expectNone();
});

test("the same data is drawn in the same places", async ({ page, browser }) => {
  const places = async (at: typeof page) => {
    await at.goto(`${server.url}/topology?nodes=interface&outside=networks`);
    const marks = at.getByRole("region", { name: "Who talks to whom" }).getByRole("button", { name: /^Only / });
    await expect(marks.first()).toBeVisible();
    return marks.evaluateAll((all) => all.map((mark) => [mark.getAttribute("title"), mark.getAttribute("style")]));
  };
  const here = await places(page);
  const other = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  expect(await places(await other.newPage())).toEqual(here);
  expect(here.length).toBeGreaterThan(5);
  await other.close();
});

test("sources, services, destinations: drawing, table, and a click that filters, by keyboard", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(`${server.url}/topology`);
  const panel = page.getByRole("region", { name: "Sources, services, destinations" });
  await expect(panel.getByText(/most asked by/)).toBeVisible();
  await panel.getByRole("radio", { name: "Table" }).click();
  await expect(panel.getByRole("row", { name: /^10\.10\.1\.10 8080\/tcp/ })).toBeVisible();
  await panel.getByRole("radio", { name: "Drawing" }).click();
  await panel.getByRole("button", { name: /5432\/tcp postgresql/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=service:5432\/tcp/);
  errors.expectNone();
});

test("the overview compares with the period before", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(`${server.url}/?from=2020-04-24T18:00:00Z&to=2020-04-24T20:00:00Z`);
  const compare = page.getByRole("switch", { name: "Compare" });
  await compare.click();
  await expect(page).toHaveURL(/compare=1/);
  await expect(page.getByText(/Compared with the period before, 2020-04-24 16:00 to 18:00 UTC/)).toBeVisible();
  await expect(page.getByRole("list", { name: "Series" })).toContainText("All, period before");
  await expect(
    page
      .getByRole("region", { name: "Totals" })
      .getByText(/^(up|down) /)
      .first(),
  ).toBeAttached();
  await expect(
    page
      .getByRole("region", { name: "Most refused, by flows" })
      .getByText(/^(up|down|new)/)
      .first(),
  ).toBeAttached();
  await expectAccessible(page);
  await page.goto(`${server.url}/?range=all&compare=1`);
  await expect(page.getByText(/choose a range with a start and an end/)).toBeVisible();
  await page.getByRole("switch", { name: "Compare" }).click();
  await expect(page).not.toHaveURL(/compare/);
  errors.expectNone();
});

test("topology, every theme and width: no violation", async ({ page }) => {
  await page.goto(`${server.url}/topology`);
  await expect(page.getByText(/Most traffic/).first()).toBeVisible();
  await expect(page.getByText(/most asked by/)).toBeVisible();
  await expectGoodLooks(page);
});
