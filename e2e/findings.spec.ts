import { expect, type Page, test } from "@playwright/test";
import { expectGoodLooks } from "./support/axe";
import { watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

const SCANNER = "93.184.216.34";
const BEGIN = 1_709_596_800;

/** A web server with visitors, a scan of 60 of its ports by one client, and a window of lost records. */
function log(): string {
  const lines: string[] = [];
  const add = (from: string, to: string, ports: string, packets: number, t: number, action: string) =>
    lines.push(`2 123456789010 eni-0a1 ${from} ${to} ${ports} 6 ${packets} ${packets * 44} ${t} ${t + 5} ${action} OK`);
  for (let at = 0; at < 200; at++) {
    const visitor = `198.18.${at % 7}.${1 + (at % 50)}`;
    add(visitor, "10.0.0.10", `${40_000 + at} 443`, 12, BEGIN + at * 40, "ACCEPT");
    add("10.0.0.10", visitor, `443 ${40_000 + at}`, 14, BEGIN + at * 40 + 1, "ACCEPT");
  }
  for (let port = 1; port <= 60; port++)
    add(SCANNER, "10.0.0.10", `${50_000 + port} ${port}`, 1, BEGIN + 4000 + port * 3, "REJECT");
  lines.push(`2 123456789010 eni-0a1 - - - - - - - ${BEGIN + 6000} ${BEGIN + 6060} - SKIPDATA`);
  return lines.join("\n");
}

async function upload(server: TestServer): Promise<void> {
  const answer = await fetch(`${server.url}/api/imports?name=scan.log&wait=true`, { method: "POST", body: log() });
  expect(((await answer.json()) as { state: string }).state).toBe("done");
}

const scanIn = (page: Page) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /scanned ports/ }) });

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
  await upload(server);
});
test.afterAll(() => server.close());

test("from a finding to exactly its records", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(server.url);
  await expect(page.getByRole("link", { name: /198\.18\.|10\.0\.0\.10/ }).first()).toBeVisible();
  // The second key has to follow within a second or so, which a busy machine may miss.
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("f");
    await expect(page).toHaveURL(/\/findings/, { timeout: 4000 });
  }).toPass();
  const scan = scanIn(page);
  await expect(scan).toContainText(`${SCANNER} tried 60 ports of 10.0.0.10`);
  await scan.getByRole("button", { name: /Why flagged/ }).click();
  await expect(scan).toContainText("60 distinct server ports within 5 minutes");
  await scan.getByRole("link", { name: /Open the records/ }).click();
  await expect(page).toHaveURL(/\/explore\?.*93\.184\.216\.34/);
  await expect(page.getByText("60 of 461 records").first()).toBeVisible();
  errors.expectNone();
});

test("one kind alone, and a filter that leaves none", async ({ page }) => {
  await page.goto(`${server.url}/findings`);
  await page.getByRole("button", { name: /Lost records/ }).click();
  await expect(page).toHaveURL(/kind=data_loss/);
  await expect(scanIn(page)).toHaveCount(0);
  await page.goto(`${server.url}/findings?q=${encodeURIComponent("srcaddr:198.18.0.1")}`);
  await expect(page.getByText("No finding matches")).toBeVisible();
});

test("a threshold that is raised takes the finding away, and back", async ({ page }) => {
  await page.goto(`${server.url}/findings`);
  await expect(scanIn(page)).toBeVisible();
  await page.getByRole("button", { name: "Thresholds" }).click();
  const dialog = page.getByRole("dialog", { name: "Thresholds" });
  await dialog.getByLabel("Distinct ports").fill("61");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(scanIn(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Thresholds" }).click();
  await dialog.getByLabel("Trusted clients").fill("10.0.0.0/33");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("CIDR block");
  await dialog.getByRole("button", { name: "Restore the defaults" }).click();
  await expect(dialog.getByLabel("Distinct ports")).toHaveValue("15");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(scanIn(page)).toBeVisible();
});

test("a dismissal survives a restart, and can be taken back", async ({ page }) => {
  await page.goto(`${server.url}/findings`);
  await scanIn(page)
    .getByRole("button", { name: /Dismiss/ })
    .click();
  const dialog = page.getByRole("dialog", { name: "Dismiss this finding" });
  await dialog.getByLabel(/Reason/).fill("Our own scanner");
  await dialog.getByRole("button", { name: "Dismiss" }).click();
  // It closes when the server has it; until then it hides the list from everyone, and the list only seems to be empty.
  await expect(dialog).toBeHidden();
  await expect(scanIn(page)).toHaveCount(0);

  const gone = new Promise((resolve) => server.process.once("exit", resolve));
  server.process.kill("SIGINT");
  await gone;
  server = await startServer([], server.data);

  await page.goto(`${server.url}/findings`);
  await expect(page.getByRole("heading", { name: /were lost/ })).toBeVisible();
  await expect(scanIn(page)).toHaveCount(0);
  await page.getByRole("radio", { name: /Dismissed/ }).click();
  await expect(scanIn(page)).toContainText("Dismissed: Our own scanner");
  await scanIn(page)
    .getByRole("button", { name: /Put back/ })
    .click();
  await page.getByRole("radio", { name: "Open" }).click();
  await expect(scanIn(page)).toBeVisible();
});

test("findings, every theme and width: no violation", async ({ page }) => {
  await page.goto(`${server.url}/findings`);
  await scanIn(page)
    .getByRole("button", { name: /Why flagged/ })
    .click();
  await expect(scanIn(page)).toContainText("What may be harmless");
  await expectGoodLooks(page);
  await page.getByRole("button", { name: "Thresholds" }).click();
  await expect(page.getByLabel("Distinct ports")).toBeVisible();
  await expectGoodLooks(page);
});
