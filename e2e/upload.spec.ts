import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, type Locator, type Page, type Route, test } from "@playwright/test";
import { removeFolder } from "./support/folder";
import { generateLog } from "./support/generate";
import { type WatchedErrors, watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

interface Summary {
  readonly flows: number;
  readonly bytes: number;
}

const NOTHING: Summary = { flows: 0, bytes: 0 };

/** A record of version 2 of so many bytes, in the second that its number says. */
const record = (number: number, bytes: number): string =>
  `2 123456789012 eni-0a1 10.0.0.1 10.0.0.2 ${40_000 + number} 443 6 5 ${bytes} ${1_700_000_000 + number} ${1_700_000_060 + number} ACCEPT OK`;

let folder: string;
let server: TestServer;
let errors: WatchedErrors;

// Each test has an empty store: the first-run page stands only there.
test.beforeEach(async ({ page }) => {
  folder = await mkdtemp(join(tmpdir(), "flowglass-upload-"));
  server = await startServer();
  errors = watchErrors(page);
});
test.afterEach(async ({ page }) => {
  // An open page would ask a server that is gone.
  await page.close();
  await server.close();
  await removeFolder(folder);
  errors.expectNone();
});

async function summary(): Promise<Summary> {
  const { flows, bytes } = (await (await fetch(`${server.url}/api/summary`)).json()) as Summary;
  return { flows, bytes };
}

/** Gives a file to the page as the system's file dialog would. */
async function choose(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page
    .getByLabel("Files to upload")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
}

/** The entry of a file in the list of imports. */
function entryOf(page: Page, name: string): Locator {
  return page.getByRole("region", { name: "Imports", exact: true }).getByRole("listitem").filter({ hasText: name });
}

const shownExactly = (page: Page, bytes: number): Locator =>
  page.getByRole("region", { name: "Totals" }).getByTitle(new RegExp(`^${bytes.toLocaleString("en-US")}\\sbytes$`));

test("a gzip file given to the empty store is imported, shown, kept over a reload, and deleted", async ({ page }) => {
  const file = join(folder, "five.log.gz");
  const truth = await generateLog(file, 5_000);
  await page.goto(server.url);
  await expect(page.getByRole("heading", { name: "Drop VPC Flow Logs here" })).toBeVisible();

  await page.getByLabel("Files to upload").setInputFiles(file);
  // The page turns into the overview by itself.
  await expect(shownExactly(page, truth.bytes)).toBeVisible();
  expect(await summary()).toEqual(truth);

  await page.getByRole("link", { name: "Sources" }).click();
  const entry = entryOf(page, "five.log.gz");
  await expect(entry.getByText("Done", { exact: true })).toBeVisible();
  await expect(entry.getByText("5,000 records", { exact: true })).toBeVisible();
  await page.reload();
  await expect(entry.getByText("Done", { exact: true })).toBeVisible();
  await expect(page.getByText("5,000 records from 1 import", { exact: true })).toBeVisible();

  await entry.getByRole("button", { name: "Delete five.log.gz" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this import?" });
  await dialog.getByRole("button", { name: "Delete 5,000 records" }).click();
  await expect(dialog).toBeHidden();
  await expect(entry).toHaveCount(0);
  expect(await summary()).toEqual(NOTHING);
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("heading", { name: "Drop VPC Flow Logs here" })).toBeVisible();
});

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
const NGINX = `${Array.from(
  { length: 20 },
  (_, at) => `10.0.0.${at} - - [10/Oct/2023:13:55:${10 + at} +0000] "GET / HTTP/1.1" 200 612 "-" "curl/8.1"`,
).join("\n")}\n`;

for (const [name, content, sentence] of [
  ["picture.log", PNG, "This is a PNG image."],
  ["access.log", NGINX, "This looks like a web server's access log (nginx or Apache), not flow-log records."],
] as const) {
  test(`what is no flow log is refused with a sentence: ${name}`, async ({ page }) => {
    await page.goto(server.url);
    await choose(page, name, content);
    const failed = page.getByRole("region", { name: "Failed imports" });
    await expect(failed.getByText(sentence, { exact: true })).toBeVisible();
    await failed.getByRole("link", { name: "See all imports" }).click();
    const entry = entryOf(page, name);
    await expect(entry.getByText("Failed", { exact: true })).toBeVisible();
    await expect(entry.getByText(sentence, { exact: true })).toBeVisible();
    expect(await summary()).toEqual(NOTHING);
  });
}

test("lines that cannot be read are counted, and shown with their number and the reason", async ({ page }) => {
  const lines = Array.from({ length: 100 }, (_, at) => record(at, 100));
  lines[4] = lines[4]?.replace("10.0.0.1", "10.0.0.300") ?? "";
  lines[41] = "2 123456789012 eni-0a1 10.0.0.1";
  await page.goto(`${server.url}/sources`);
  await choose(page, "some-bad.log", `${lines.join("\n")}\n`);
  const entry = entryOf(page, "some-bad.log");
  await expect(entry.getByText("Done", { exact: true })).toBeVisible();
  await expect(entry.getByText("2 lines could not be read.", { exact: true })).toBeVisible();
  await entry.getByRole("button", { name: "Show", exact: true }).click();

  const unparsed = entry.getByRole("table", { name: "Unparsed lines" }).getByRole("row");
  await expect(unparsed).toHaveCount(3);
  const [address, short] = [unparsed.nth(1).getByRole("cell"), unparsed.nth(2).getByRole("cell")];
  await expect(address).toHaveText(["5", "srcaddr is not an IP address", lines[4] ?? ""]);
  await expect(short).toHaveText(["42", "has 4 fields, the format has 14", lines[41] ?? ""]);
  expect(await summary()).toEqual({ flows: 98, bytes: 9_800 });
});

/** What the CloudWatch console exports; the sum of its bytes is that of 10 to 59. */
const CONSOLE_CSV = `timestamp,message\n${Array.from(
  { length: 50 },
  (_, at) => `${1_700_000_000 + at}000,"${record(at, 10 + at)}"`,
).join("\n")}\n`;

test("a CSV of the CloudWatch console is imported", async ({ page }) => {
  await page.goto(server.url);
  await choose(page, "log-events-viewer-result.csv", CONSOLE_CSV);
  const truth: Summary = { flows: 50, bytes: 1_725 };
  await expect(shownExactly(page, truth.bytes)).toBeVisible();
  expect(await summary()).toEqual(truth);
  await page.getByRole("link", { name: "Sources" }).click();
  const entry = entryOf(page, "log-events-viewer-result.csv");
  await expect(entry.getByText("Done", { exact: true })).toBeVisible();
  await expect(entry.getByText("could not be read")).toHaveCount(0);
});

test("a first file is shown also where the page's code and its totals are slow to come", async ({ page }) => {
  await page.goto(server.url);
  const slow = (milliseconds: number) => async (route: Route) => {
    await setTimeout(milliseconds);
    await route.continue();
  };
  // The bounds then know of the records before the totals do: in between the page needs code that it does not have yet.
  await page.route("**/_next/static/chunks/**", slow(1500));
  await page.route("**/api/summary*", slow(1000));
  await choose(page, "log-events-viewer-result.csv", CONSOLE_CSV);
  await expect(shownExactly(page, 1_725)).toBeVisible();
});

test("an import that has ended is not said to be empty while the page asks for its records", async ({ page }) => {
  await page.goto(server.url);
  await page.route("**/api/bounds*", async (route) => {
    await setTimeout(1000);
    await route.continue();
  });
  const untrue = page
    .getByText("No records are stored")
    .waitFor()
    .then(
      () => Promise.reject(new Error("The page said that nothing is stored.")),
      () => {},
    );
  await choose(page, "log-events-viewer-result.csv", CONSOLE_CSV);
  await Promise.race([expect(shownExactly(page, 1_725)).toBeVisible(), untrue]);
});

test("a file chosen before the page's code has come is sent once it is there", async ({ page }) => {
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route("**/_next/static/chunks/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  const input = page.getByLabel("Files to upload");
  // A page that is made while the engine is slow to answer leaves the input to the browser.
  await expect(async () => {
    await page.goto(server.url, { waitUntil: "commit" });
    await expect(input).toBeAttached({ timeout: 2_000 });
  }).toPass();
  await choose(page, "log-events-viewer-result.csv", CONSOLE_CSV);
  go();
  await expect(shownExactly(page, 1_725)).toBeVisible();
});

test("a file without a header in an order of its own is imported once its columns are chosen", async ({ page }) => {
  const lines = Array.from(
    { length: 40 },
    (_, at) =>
      `${1_700_000_059 + at} ACCEPT 10.1.0.1 10.0.0.${at} ${1 + (at % 3)} ${1_700_000_000 + at} eni-0a1 OK ${100 + at}`,
  );
  await page.goto(`${server.url}/sources`);
  await choose(page, "own-order.log", `${lines.join("\n")}\n`);
  const entry = entryOf(page, "own-order.log");
  await expect(entry.getByText("Format needed", { exact: true })).toBeVisible();
  expect(await summary()).toEqual(NOTHING);

  await entry.getByRole("button", { name: "Choose the columns" }).click();
  const dialog = page.getByRole("dialog", { name: "Which field is in which column?" });
  await expect(dialog.getByText("10.0.0.39").or(dialog.getByText("10.0.0.0")).first()).toBeVisible();
  const format = dialog.getByRole("textbox");
  await format.fill("end action dstaddr srcaddr");
  await expect(dialog.getByText("It names 4 fields; the lines have 9 columns.")).toBeVisible();
  await format.fill("end action dstaddr srcaddr packets start interface-id log-status bytes");
  await expect(dialog.getByText("Taken over.")).toBeVisible();
  await dialog.getByRole("button", { name: "Import with this format" }).click();

  await expect(entry.getByText("Done", { exact: true })).toBeVisible();
  // The sum of 100 to 139.
  expect(await summary()).toEqual({ flows: 40, bytes: 4_780 });
  const top = (await (await fetch(`${server.url}/api/top?by=dstaddr`)).json()) as { rows: { key: string }[] };
  expect(top.rows.map(({ key }) => key)).toEqual(["10.1.0.1"]);
});
