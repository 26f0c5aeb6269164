import { expect, test } from "@playwright/test";
import { watchErrors } from "./support/page";
import { startSample, type TestServer } from "./support/server";

let server: TestServer;
test.beforeAll(async () => {
  server = await startSample();
});
test.afterAll(() => server.close());

test("drag zooms, Back and z undo it, and a link shows the same numbers elsewhere", async ({ page, browser }) => {
  const errors = watchErrors(page);
  await page.goto(server.url);
  const totals = page.getByRole("region", { name: "Totals" });
  const flows = totals.getByRole("button", { name: /^Flows/ });
  await expect(flows).toContainText("6.96 k");
  const chart = page.getByRole("slider", { name: /Buckets of the chart/ });
  const box = await chart.boundingBox();
  if (!box) throw new Error("The chart has no place on the page.");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, y, { steps: 5 });
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=/);
  await expect(flows).not.toContainText("6.96 k");
  const zoomed = page.url();
  const text = await flows.innerText();

  const other = await browser.newContext({ colorScheme: "dark" });
  const there = await other.newPage();
  await there.goto(zoomed);
  await expect(there.getByRole("region", { name: "Totals" }).getByRole("button", { name: /^Flows/ })).toHaveText(text, {
    useInnerText: true,
  });
  await other.close();

  await page.goBack();
  await expect(page).not.toHaveURL(/from=/);
  await expect(flows).toContainText("6.96 k");
  await page.goto(zoomed);
  await expect(flows).toHaveText(text, { useInnerText: true });
  await page.keyboard.press("z");
  await expect(flows).not.toHaveText(text, { useInnerText: true });
  errors.expectNone();
});

test("exports hold every record", async () => {
  const csv = await (await fetch(`${server.url}/api/export?format=csv`)).text();
  expect(csv.trim().split("\n").length).toBe(6965 + 1);
  const ndjson = await (await fetch(`${server.url}/api/export?format=ndjson&q=action:REJECT`)).text();
  const { flows } = (await (await fetch(`${server.url}/api/summary?q=action:REJECT`)).json()) as { flows: number };
  expect(ndjson.trim().split("\n").length).toBe(flows);
});

test("a press near the end of a cell opens the row: the tools for the cell keep clear of the pointer", async ({
  page,
}) => {
  await page.goto(`${server.url}/explore`);
  const cells = page.getByRole("row").filter({ hasText: "REJECT" }).first().getByRole("gridcell");
  for (const nth of [0, 2, 4, 7]) {
    const box = await cells.nth(nth).boundingBox();
    if (!box) throw new Error("The cell has no place on the page.");
    const [x, y] = [box.x + box.width - 6, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await expect(page.locator("[data-cell-tools]")).toBeVisible();
    await page.mouse.click(x, y);
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.mouse.move(box.x, 0);
  }
});
