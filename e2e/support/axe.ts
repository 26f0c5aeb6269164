import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

/** Fails with what axe finds wrong on a page, and where. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html.slice(0, 200))])).toEqual(
    [],
  );
}

/** Fails when a page is wider than its window. */
export async function expectFits(page: Page): Promise<void> {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(over).toBeLessThanOrEqual(0);
}

/** Both themes at the width of a desk and of a phone; the desk last, as tests begin with it. */
const LOOKS = (["light", "dark"] as const).flatMap((colorScheme) =>
  [390, 1440].map((width) => ({ colorScheme, width })),
);

/** Fails when an open page is inaccessible or wider than its window in any theme, on a desk or on a phone. */
export async function expectGoodLooks(page: Page): Promise<void> {
  for (const { colorScheme, width } of LOOKS) {
    await test.step(`${colorScheme}, ${width} px`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await expectFits(page);
      await expectAccessible(page);
    });
  }
}
