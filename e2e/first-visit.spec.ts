import { expect, test } from "@playwright/test";
import { watchErrors } from "./support/page";
import { weighScripts } from "./support/script-bytes";
import { startSample, type TestServer } from "./support/server";

let server: TestServer;
test.beforeAll(async () => {
  server = await startSample();
});
test.afterAll(() => server.close());

/** Compressed bytes of the scripts that a first visit of the overview may fetch. */
const MOST_SCRIPT_BYTES = 300_000;

test("the first visit fetches little: editor, menus and windows come when somebody turns to them", async ({ page }) => {
  const errors = watchErrors(page);
  const session = await page.context().newCDPSession(page);
  const weight = await weighScripts(session);
  await page.goto(server.url);
  await expect(page.getByRole("slider", { name: /Buckets of the chart/ })).toBeVisible();
  expect(weight()).toBeGreaterThan(0);
  expect(weight()).toBeLessThan(MOST_SCRIPT_BYTES);
  errors.expectNone();
});

test("what is typed before the code of the palette and of the filter has come is not lost", async ({ page }) => {
  await page.goto(server.url);
  await expect(page.getByRole("slider", { name: /Buckets of the chart/ })).toBeVisible();
  // The code is on its way until all is typed.
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route("**/_next/static/chunks/**", async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("10.10.1.10");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Go to or do" })).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("10.10.1.10");
  go();
  await page.getByRole("option", { name: "Filter by addr:10.10.1.10" }).click();
  await expect(page).toHaveURL(/q=addr/);
});

test("the filter's editor comes while somebody types: every key stands where it was typed", async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  // At one speed or another the editor takes over between two of the keys.
  for (const rate of [1, 4, 7, 13]) {
    await page.goto(`${server.url}/explore`);
    await expect(page.getByRole("row").nth(3)).toBeVisible();
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    await page.keyboard.press("/");
    await page.keyboard.type("action:REJECT");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/q=action:REJECT/);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  }
});

test("menus, lists and choices work by keyboard, and give the focus back", async ({ page }) => {
  await page.goto(server.url);
  const settings = page.getByRole("button", { name: "Settings" }).first();
  await settings.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: "As the system" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(settings).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Keys" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(settings).toBeFocused();

  const split = page.getByRole("combobox", { name: "Split by" });
  await split.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/by=flow_direction/);
  await expect(split).toBeFocused();

  await page.getByRole("radio", { name: "Bytes", exact: true }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/measure=packets/);
  await expect(page.getByRole("radio", { name: "Packets", exact: true })).toBeFocused();

  const share = page.getByRole("button", { name: "Share" });
  await share.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Share this view" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(share).toBeFocused();
});
