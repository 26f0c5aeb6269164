import { expect, test } from "@playwright/test";
import { expectFits, expectGoodLooks } from "./support/axe";
import { watchErrors, watchShifts } from "./support/page";
import { startSample, type TestServer } from "./support/server";

let server: TestServer;
test.beforeAll(async () => {
  server = await startSample();
});
test.afterAll(() => server.close());

interface Rejections {
  readonly rows: readonly { readonly key: string; readonly flows: number }[];
  readonly noise: { readonly flows: number; readonly sources: number };
  readonly total: { readonly flows: number };
}
const rejections = async (query = ""): Promise<Rejections> =>
  (await (await fetch(`${server.url}/api/rejections${query}`)).json()) as Rejections;

test("who is refused where: from the page to the records, with the noise folded", async ({ page }) => {
  const errors = watchErrors(page);
  const { rows, noise, total } = await rejections();
  await page.goto(server.url);
  await expect(page.getByRole("region", { name: "Top talkers" }).getByRole("listitem").first()).toBeVisible();
  // The second key counts for a moment only, and a busy machine may miss it.
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    await expect(page).toHaveURL(/\/rejections/, { timeout: 3000 });
  }).toPass();
  const totals = page.getByLabel("Totals of what was rejected");
  await expect(totals).toContainText(String(total.flows));
  // 10.10.2.40 is refused at PostgreSQL: no noise, so it stands among the first.
  const database = page.getByRole("row", { name: /5432\/tcp/ });
  await expect(database).toContainText(String(rows.find(({ key }) => key === "5432/tcp")?.flows));
  await expect(database).toContainText("10.10.2.40");

  const fold = page.getByRole("button", { name: /Internet background noise/ });
  await expect(page.getByRole("row").filter({ has: fold })).toContainText(String(noise.flows));
  await page.getByRole("radio", { name: "Sources" }).click();
  await expect(page).toHaveURL(/rows=srcaddr/);
  await expect(page.getByRole("row", { name: /^167\.71\.109\.229/ })).toHaveCount(0);
  await fold.click();
  await expect(page.getByRole("row", { name: /^167\.71\.109\.229/ })).toBeVisible();

  await page.getByRole("link", { name: "10.10.2.40", exact: true }).click();
  await expect(page).toHaveURL(/\/explore\?.*action:REJECT.*srcaddr:10\.10\.2\.40/);
  await expect(page.getByText(/^13 of|^13\b/).first()).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/rejections\?.*rows=srcaddr/);
  errors.expectNone();
});

test("a closed range tells what is new and what is gone; an open one says what it needs", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(`${server.url}/rejections?rows=srcaddr&from=2020-04-24T18:00:00Z&to=2020-04-24T20:00:00Z`);
  await expect(page.getByRole("row", { name: /^10\.10\.2\.40/ })).toContainText("new");
  await expect(page.getByText(/Changes against the period before, 2020-04-24 16:00 to 18:00 UTC/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Not refused any more" })).toBeVisible();
  await page.goto(`${server.url}/rejections`);
  await expect(page.getByText(/Changes need a range with a start and an end/)).toBeVisible();
  errors.expectNone();
});

test("every row is judged once it is in sight, or says that it is undecided", async ({ page }) => {
  await page.goto(`${server.url}/rejections?q=dstport:5432`);
  const verdict = page.getByRole("row", { name: /5432\/tcp/ }).getByRole("link", { name: /why can 10\.10\.2\.40/ });
  await expect(verdict).toBeVisible();
  await expect(verdict).toHaveAttribute("href", /\/why\?.*a=10\.10\.2\.40.*b=10\.10\.3\.21.*port=5432/);
});

test("verdicts move nothing when they come, and the table is never wider than its window", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const shifted = await watchShifts(page);
  await page.goto(`${server.url}/rejections`);
  await expect(page.getByRole("link", { name: /: why can .* not connect/ }).nth(3)).toBeVisible();
  expect(await shifted()).toBeLessThan(0.005);
  for (const width of [768, 1024, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await expectFits(page);
    const over = () =>
      page
        .getByRole("region", { name: "Who is refused where" })
        .evaluate((panel) => panel.scrollWidth - panel.clientWidth);
    await expect.poll(over).toBeLessThanOrEqual(0);
  }
});

test("the order is kept in the address, and works by keyboard", async ({ page }) => {
  await page.goto(`${server.url}/rejections`);
  const bytes = page.getByRole("columnheader", { name: "Bytes" });
  await bytes.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/order=bytes/);
  await expect(bytes).toHaveAttribute("aria-sort", "descending");
});

test("nothing rejected, and a filter that cannot be read", async ({ page }) => {
  await page.goto(`${server.url}/rejections?q=action:ACCEPT`);
  await expect(page.getByText("Nothing was rejected")).toBeVisible();
  await page.goto(`${server.url}/rejections?q=dstprt:1`);
  await expect(page.getByRole("alert").getByText("The filter cannot be read")).toBeVisible();
});

test("rejections, every theme and width: no violation", async ({ page }) => {
  await page.goto(`${server.url}/rejections`);
  await expect(page.getByRole("row", { name: /5432\/tcp/ })).toBeVisible();
  await page.getByRole("button", { name: /Internet background noise/ }).click();
  await expect(page.getByRole("row", { name: /22\/tcp/ })).toHaveCount(2);
  await expectGoodLooks(page);
});
