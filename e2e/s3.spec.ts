import { gzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { flowLogFileName } from "../lib/sources/s3/keys";
import { startTestS3, type TestS3 } from "../lib/sources/testing/s3";
import { watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

const DAY = 86_400;
const EACH = 40;
const HEADER =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";
const account = "123456789012";
const region = "us-east-1";

let s3: TestS3;
let server: TestServer;

/** Puts a file of records that began at a time, where AWS would put it. */
async function deliver(time: number): Promise<void> {
  const lines = Array.from(
    { length: EACH },
    (_, n) => `2 ${account} eni-0a1 10.0.0.1 10.0.1.${n} ${40_000 + n} 443 6 3 120 ${time} ${time + 20} ACCEPT OK`,
  );
  const name = flowLogFileName({
    account,
    region,
    flowLogId: "fl-0123456789abcdef0",
    time,
    hash: "0000abcd",
    parquet: false,
  });
  const day = new Date(time * 1000).toISOString().slice(0, 10).replaceAll("-", "/");
  const key = `AWSLogs/${account}/vpcflowlogs/${region}/${day}/${name}`;
  await s3.put(key, gzipSync([HEADER, ...lines, ""].join("\n")));
}

test.beforeAll(async () => {
  s3 = await startTestS3("my-flow-logs");
  const midnight = Math.floor(Date.now() / 1000 / DAY) * DAY;
  for (const days of [0, 3, 5]) await deliver(midnight - days * DAY);
  server = await startServer([], undefined, s3.environment);
});
test.afterAll(async () => {
  await server.close();
  await s3.close();
});

const sourceRow = (page: Page) => page.locator("[data-source]").filter({ hasText: "s3://my-flow-logs/" });

test("a bucket is added on the page and read, and a day is dropped by a limit set there", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(`${server.url}/sources`);
  await page.getByRole("button", { name: "Add by hand" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a source by hand" });
  await dialog.getByText("S3", { exact: true }).click();
  await dialog.getByLabel("Region").fill(region);
  await dialog.getByLabel("Bucket").fill("my-flow-logs");
  await dialog.getByRole("button", { name: "Add and read" }).click();
  const row = sourceRow(page);
  await expect(row).toHaveAttribute("data-state", "following", { timeout: 60_000 });
  await expect(row).toContainText(String(3 * EACH));

  // What comes later is read, too.
  await deliver(Math.floor(Date.now() / 1000 / DAY) * DAY - DAY);
  await expect(row).toContainText(String(4 * EACH), { timeout: 60_000 });

  await page.getByRole("button", { name: "Set limits" }).click();
  const limits = page.getByRole("dialog", { name: "Limits" });
  await limits.getByLabel("Days kept of s3://my-flow-logs/").fill("3");
  await expect(limits).toContainText(`These limits drop ${2 * EACH} records now`);
  await limits.getByRole("button", { name: "Save limits" }).click();
  await expect(limits).toHaveCount(0);
  await expect(page.getByText(/Last dropped/)).toContainText(`${2 * EACH} records of 2 days`, { timeout: 30_000 });
  const held = page.getByRole("row").filter({ hasText: "s3://my-flow-logs/" });
  await expect(held).toContainText("3 days");
  await expect(held).toContainText(String(2 * EACH));
  const summary = (await (await fetch(`${server.url}/api/summary`)).json()) as { flows: number };
  expect(summary.flows).toBe(2 * EACH);
  errors.expectNone();
});
