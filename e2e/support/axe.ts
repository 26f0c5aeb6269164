import { createRequire } from "node:module";
import { expect, type Page, test } from "@playwright/test";

/** axe, as its package for Playwright has it. */
const axe: { readonly source: string } = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright"))(
  "axe-core",
);

/** Every rule that axe has switched on, in the page itself; what it finds right is not written up, which takes longest. */
const RUN = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]))`;

/** Waits until the page has taken on a change: colours move from one theme's to the other's. What never ends is let be. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Fails with what axe finds wrong on a page, and where. */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  // A frame would need axe of its own, and there is none.
  expect(page.frames()).toHaveLength(1);
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  expect(await page.evaluate<[string, string[]][]>(RUN)).toEqual([]);
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
