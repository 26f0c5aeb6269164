import { expect, type Locator, type Page, test } from "@playwright/test";
import { type WatchedErrors, watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

let server: TestServer;
let errors: WatchedErrors;

test.beforeAll(async () => {
  server = await startServer(["--demo"]);
  await expect
    .poll(async () => {
      const answer = await fetch(`${server.url}/api/imports`);
      const { imports } = (await answer.json()) as { imports: { state: string }[] };
      return imports.length > 0 && imports.every(({ state }) => state === "done");
    })
    .toBe(true);
});
test.afterAll(() => server.close());
test.beforeEach(({ page }) => {
  errors = watchErrors(page);
});
test.afterEach(async ({ page }) => {
  await page.close();
  errors.expectNone();
});

/** Opens the overview; its figures and the filter's editor tell that the page listens to keys. */
async function openOverview(page: Page): Promise<void> {
  await page.goto(server.url);
  await expect(
    page
      .getByRole("region", { name: "Totals" })
      .getByTitle(/\sflows$/)
      .first(),
  ).toBeVisible();
}

/** The filter, once its editor has taken over from the plain input. */
const filterOf = (page: Page): Locator => page.getByRole("combobox", { name: "Filter", exact: true });

const query = (page: Page): string | null => new URL(page.url()).searchParams.get("q");

/** Opens Explore by its keys and waits for rows. */
async function openExplore(page: Page): Promise<Locator> {
  await openOverview(page);
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page).toHaveURL(/\/explore/);
  const records = page.getByRole("grid", { name: "Records" });
  await expect(records.locator("[data-row='2']")).toBeVisible();
  return records;
}

test("? lists the keys, and Esc closes the list", async ({ page }) => {
  await openOverview(page);
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keys" });
  await expect(list).toBeVisible();
  await expect(list.getByText("Go to Explore", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
});

test("g e goes to Explore, where j, k and Enter open a record and Esc closes it", async ({ page }) => {
  const records = await openExplore(page);
  const activeRow = (): Promise<string | null> => records.getAttribute("aria-activedescendant");
  await page.keyboard.press("j");
  await expect.poll(activeRow).toBe("record-row-0");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect.poll(activeRow).toBe("record-row-1");

  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog", { name: "Record", exact: true });
  await expect(drawer).toBeVisible();
  await expect(drawer.getByRole("heading").nth(1)).toBeVisible();
  await expect(records.getByRole("row", { selected: true })).toHaveAttribute("id", "record-row-1");
  const first = new URL(page.url()).searchParams.get("record");
  expect(first).toBeTruthy();

  // With a record open, j moves on to the next one.
  await page.keyboard.press("j");
  await expect.poll(() => new URL(page.url()).searchParams.get("record")).not.toBe(first);
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect.poll(() => new URL(page.url()).searchParams.has("record")).toBe(false);
});

test("/ goes to the filter, and Enter applies what is typed", async ({ page }) => {
  const records = await openExplore(page);
  await expect(filterOf(page)).toBeVisible();
  await page.keyboard.press("/");
  await expect(filterOf(page)).toBeFocused();
  await page.keyboard.type("action:REJECT");
  await page.keyboard.press("Enter");
  await expect.poll(() => query(page)).toBe("action:REJECT");
  await expect(records.getByText("REJECT", { exact: true }).first()).toBeVisible();
  await expect(records.getByText("ACCEPT", { exact: true })).toHaveCount(0);
});

test("a filter that cannot be read says what is wrong and changes nothing", async ({ page }) => {
  await openOverview(page);
  await expect(filterOf(page)).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("action:MAYBE");
  await page.keyboard.press("Enter");
  await expect(filterOf(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("search").getByRole("status")).toHaveText(/MAYBE/);
  expect(query(page)).toBeNull();
});

test("Ctrl-K opens the palette, also while typing, and it goes where its entries say", async ({ page }) => {
  await openOverview(page);
  await page.keyboard.press("/");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Go to or do" });
  await expect(palette).toBeVisible();
  await page.keyboard.type("sources");
  await expect(palette.getByRole("option", { name: /Sources/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(palette).toBeHidden();
  await expect(page).toHaveURL(/\/sources/);
});
