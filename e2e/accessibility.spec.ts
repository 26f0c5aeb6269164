import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
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

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    for (const { name, path, ready } of pages) {
      test(`${name}, ${colorScheme}, ${width} px: no violation`, async ({ browser }) => {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
        const page = await context.newPage();
        const errors = watchErrors(page);
        await page.goto(full.url + path);
        await expect(page.getByText(ready).first()).toBeVisible();

        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html.slice(0, 200))]),
        ).toEqual([]);
        errors.expectNone();
        await context.close();
      });
    }
  }

  test(`first run, ${colorScheme}: no violation`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(empty.url);
    await expect(page.getByRole("button", { name: /sample/i })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((violation) => violation.id)).toEqual([]);
    await context.close();
  });
}
