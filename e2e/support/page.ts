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
