import { expect, type Page } from "@playwright/test";

/** What went wrong in a page since it has been watched. */
export interface WatchedErrors {
  /** Fails when the console has had an error, or a script has thrown. */
  expectNone(): void;
}

/** Collects console errors and uncaught exceptions of a page. Call it before the page opens anything. */
export function watchErrors(page: Page): WatchedErrors {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
  return { expectNone: () => expect(errors).toEqual([]) };
}

/**
 * Adds up how much of a page moves by itself while it fills (https://web.dev/articles/cls), over a slow connection.
 * Call it before the page opens anything. @returns a function that gives the sum so far.
 */
export async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ("value" in entry && "hadRecentInput" in entry && !entry.hadRecentInput) sum += Number(entry.value);
      }
      document.documentElement.dataset.shifted = String(sum);
    }).observe({ type: "layout-shift", buffered: true });
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const speed = { downloadThroughput: 50_000, uploadThroughput: 50_000 };
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 400, ...speed });
  return () => page.evaluate(() => Number(document.documentElement.dataset.shifted ?? 0));
}
