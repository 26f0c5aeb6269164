import { expect, type Page, test } from "@playwright/test";
import { type AwsFake, flowEvents, INTERFACES, startAwsFake, streamOf } from "../lib/sources/testing";
import { expectAccessible, expectGoodLooks } from "./support/axe";
import { watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

const GROUP = "/vpc/flow-logs";
const EVENTS = 200;

let fake: AwsFake;
let server: TestServer;
let alone: TestServer;

/** An account with a good flow log, one that fails, one to S3, and a VPC that nothing watches. */
function fill(aws: AwsFake): void {
  const role = "arn:aws:iam::123456789012:role/delivery";
  aws.addFlowLog({
    logGroupName: GROUP,
    name: "production",
    maxAggregationInterval: 60,
    deliverLogsPermissionArn: role,
  });
  aws.addFlowLog({
    logGroupName: "/vpc/refused",
    resourceId: "subnet-0a1b2c3d4e5f60101",
    trafficType: "REJECT",
    deliverLogsStatus: "FAILED",
    deliverLogsErrorMessage: "Access error",
    deliverLogsPermissionArn: role,
  });
  aws.addFlowLog({ logDestination: "arn:aws:s3:::flow-logs-archive/net/", name: "archive" });
  aws.at().logs.ensureGroup("/vpc/refused");
  const now = Math.floor(Date.now() / 1000);
  const [interfaceId] = INTERFACES;
  const events = flowEvents({ interfaceId, from: now - 3600, seconds: 3000, count: EVENTS, seed: 1 });
  aws.put(GROUP, streamOf(interfaceId), events);
}

test.beforeAll(async () => {
  fake = await startAwsFake();
  fill(fake);
  const nowhere = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
  [server, alone] = await Promise.all([
    startServer([], undefined, fake.env),
    startServer([], undefined, { ...fake.env, ...nowhere }),
  ]);
});
test.afterAll(async () => {
  await Promise.all([server.close(), alone.close()]);
  await fake.close();
});
test.afterEach(() => {
  for (const action of [
    "ec2:DescribeFlowLogs",
    "ec2:DescribeVpcs",
    "logs:DescribeLogGroups",
    "logs:DescribeLogStreams",
  ])
    fake.allow(action);
});

const flowLog = (page: Page, name: string) => page.locator("[data-flow-log]").filter({ hasText: name });
const finding = (page: Page, rule: string) => page.locator(`[data-rule="${rule}"]`).first();

test("the first page leads to the account's flow logs, and one click makes one a source", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(server.url);
  await page.getByRole("link", { name: "Connect AWS" }).click();
  await expect(page).toHaveURL(/\/sources\/connect$/);

  await expect(page.getByRole("heading", { name: "Flow logs: 3 in account 123456789012" })).toBeVisible();
  const production = flowLog(page, "production");
  await expect(production).toContainText(GROUP);
  await expect(production).toContainText("all traffic, 1 minute");
  await expect(production).toContainText("14 fields, the default");
  await expect(production).toContainText("Delivers");
  await expect(flowLog(page, "subnet-0a1b2c3d4e5f60101")).toContainText("Access error");
  await expect(flowLog(page, "archive")).toContainText("s3://flow-logs-archive/net");

  await production.getByRole("button", { name: /details/ }).click();
  await expect(production.getByRole("button", { name: "log-status" })).toBeVisible();

  await production.getByRole("button", { name: `Add ${GROUP} as a source` }).click();
  await production.getByRole("link", { name: /is a source/ }).click();
  await expect(page).toHaveURL(/\/sources$/);
  await expect(page.getByText(GROUP).first()).toBeVisible();
  const flows = async () => ((await (await fetch(`${server.url}/api/summary`)).json()) as { flows: number }).flows;
  await expect.poll(flows).toBe(EVENTS);
  errors.expectNone();
});

test("the doctor says what is wrong, with the commands that help", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(`${server.url}/sources/connect?region=eu-west-1`);
  await expect(page.getByRole("heading", { name: /Doctor: \d+ things to look at/ })).toBeVisible();

  const failed = finding(page, "delivery-failed");
  await expect(failed).toContainText("AWS says: Access error.");
  await expect(failed.getByRole("textbox", { name: /Let flow logs take the role delivery/ })).toHaveValue(
    /put-role-policy/,
  );

  const missing = finding(page, "missing-fields");
  await missing.getByRole("button").first().click();
  await expect(missing).toContainText("Topology goes without a map by subnet");
  await expect(missing.getByRole("textbox")).toHaveValue(/aws ec2 create-flow-logs/);
  await missing.getByRole("link", { name: "Open in Set up" }).click();
  await expect(page).toHaveURL(/\/sources\/setup\?/);
  await expect(page.getByRole("textbox", { name: "Log group" })).toHaveValue("/vpc/flow-logs-flowglass");
  errors.expectNone();
});

test("a missing permission is named, and the rest goes on", async ({ page }) => {
  fake.deny("ec2:DescribeFlowLogs");
  await page.goto(`${server.url}/sources/connect?region=eu-west-1`);
  await expect(page.getByRole("alert").filter({ hasText: "ec2:DescribeFlowLogs" }).first()).toBeVisible();
  await page.getByLabel("A part of the log group's name").fill("refus");
  await expect(page.getByRole("button", { name: "Add /vpc/refused as a source" })).toBeVisible();
  // Until the answer is there, the list before it stands dimmed.
  await expect(page.getByText("/vpc/flow-logs", { exact: true })).toHaveCount(0);
  await expectAccessible(page);

  fake.allow("ec2:DescribeFlowLogs");
  await page.getByRole("button", { name: "Try again" }).first().click();
  await expect(flowLog(page, "production")).toBeVisible();

  fake.deny("ec2:DescribeVpcs");
  await page.reload();
  await expect(page.getByRole("list", { name: "Other checks" })).toContainText("not checked, the VPCs cannot be seen");
});

test("streams of a log group are chosen among hundreds, and only they are read", async ({ page }) => {
  const now = Math.floor(Date.now() / 1000);
  const many = Array.from({ length: 230 }, (_, n) => `eni-${n.toString(16).padStart(17, "0")}`);
  for (const [seed, interfaceId] of many.entries()) {
    const events = flowEvents({ interfaceId, from: now - 3600, seconds: 3000, count: 5, seed });
    fake.put("/vpc/many", streamOf(interfaceId), events);
  }
  await page.goto(`${server.url}/sources/connect?region=eu-west-1`);
  await page.getByLabel("A part of the log group's name").fill("many");
  const choose = page.getByRole("button", { name: "Choose streams of /vpc/many" });
  fake.deny("logs:DescribeLogStreams");
  await choose.click();
  const dialog = page.getByRole("dialog", { name: "Streams of /vpc/many" });
  await expect(dialog.getByRole("alert")).toContainText("logs:DescribeLogStreams");
  fake.allow("logs:DescribeLogStreams");
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByRole("status")).toHaveText("0 chosen of 230");
  await expectAccessible(page);
  await dialog.getByLabel("A part of the stream's name").fill("0000a");
  await dialog.getByRole("button", { name: "Choose all found" }).click();
  await dialog.getByRole("checkbox").first().uncheck();
  const add = dialog.getByRole("button", { name: /^Add \d+ streams$/ });
  const chosen = Number(/\d+/.exec((await add.textContent()) ?? "")?.[0]);
  expect(chosen).toBe(many.filter((id) => streamOf(id).includes("0000a")).length - 1);
  await add.click();
  await page.getByRole("link", { name: `${chosen} of the streams of /vpc/many is a source: see it` }).click();
  const row = page.locator("[data-source]").filter({ hasText: "/vpc/many" });
  await expect(row).toContainText(String(chosen * 5));
  await row.getByRole("button", { name: /Show the details/ }).click();
  await expect(row.getByRole("img", { name: /^Coverage of \/vpc\/many/ })).toBeVisible();
  await expectAccessible(page);
});

test("without credentials the page says how to give them, and has no form for keys", async ({ page }) => {
  await page.goto(`${alone.url}/sources/connect?region=eu-west-1`);
  await expect(page.getByText("Flowglass found no AWS credentials where it runs")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /Identity Center/ })).toHaveValue(/aws sso login --profile NAME/);
  await expect(page.locator("main input:not([aria-hidden])")).toHaveCount(0);
  await expectAccessible(page);
});

test("a flow log is set up by choosing, and the address keeps the choice", async ({ page, context }) => {
  const errors = watchErrors(page);
  await page.goto(`${alone.url}/sources/setup`);
  await expect(page.getByText("The texts are written as soon as these are given")).toBeVisible();
  await page.getByLabel("AWS account").fill("123456789012");
  await page.getByLabel("Id of the VPC").fill("subnet-0123456789abcdef0");
  await expect(page.getByText("subnet-0123456789abcdef0 is a subnet, not a VPC.").first()).toBeVisible();
  await page.getByRole("combobox", { name: "Scope" }).click();
  await page.getByRole("option", { name: "Subnet" }).click();
  await page.getByRole("tab", { name: "AWS CLI" }).click();
  const script = page.getByRole("textbox", { name: "AWS CLI" });
  await expect(script).toHaveValue(/--resource-type Subnet[\s\S]*--resource-ids subnet-0123456789abcdef0/);

  await page.getByRole("radio", { name: "S3", exact: true }).click();
  await page.getByLabel("Bucket", { exact: true }).fill("my-flow-logs");
  await expect(script).toHaveValue(/aws s3api put-bucket-policy/);
  await page.getByRole("radio", { name: /^Default/ }).click();
  await expect(page.getByText("With these fields, pages go without:")).toBeVisible();
  await page.getByRole("checkbox", { name: "tcp-flags" }).check();
  await expect(script).toHaveValue(/\$\{log-status\} \$\{tcp-flags\}'/);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download: flow-log.sh" }).click();
  expect((await download).suggestedFilename()).toBe("flow-log.sh");

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("textbox", { name: "AWS CLI" })).toHaveValue(await script.inputValue());
  await page.goBack();
  await expect(page.getByRole("checkbox", { name: "tcp-flags" })).not.toBeChecked();
  errors.expectNone();
});

const SET_UP = "/sources/setup?account=123456789012&id=vpc-0123456789abcdef0";
for (const [path, ready] of [
  ["/sources/connect?region=eu-west-1", /Doctor: \d+ things/],
  [SET_UP, "Create the log group"],
  [`${SET_UP}&show=cloudformation`, "One stack with all that is needed."],
] as const) {
  test(`${path}, every theme and width: no violation`, async ({ page }) => {
    await page.goto(server.url + path);
    await expect(page.getByText(ready).first()).toBeVisible();
    await expectGoodLooks(page);
  });
}

test("an empty store shows on its first page what is being read, and gives way to the records", async ({ page }) => {
  fake.deny("logs:FilterLogEvents");
  const empty = await startServer([], undefined, fake.env);
  try {
    const body = JSON.stringify({ kind: "cloudwatch", region: "eu-west-1", log_group: GROUP, since: "now-2h" });
    const headers = { "content-type": "application/json" };
    const added = await fetch(`${empty.url}/api/sources`, { method: "POST", headers, body });
    const { id } = (await added.json()) as { id: string };
    await page.goto(empty.url);
    const row = page.getByRole("region", { name: "From AWS" }).locator(`[data-source="${id}"]`);
    await expect(row).toContainText(GROUP);
    await expect(row).toHaveAttribute("data-state", "failed", { timeout: 60_000 });
    await expect(row).toContainText("logs:FilterLogEvents");
    await expectAccessible(page);
    fake.allow("logs:FilterLogEvents");
    await fetch(`${empty.url}/api/sources/${id}/resume`, { method: "POST" });
    await expect(page.getByRole("heading", { name: "Drop VPC Flow Logs here" })).toHaveCount(0, { timeout: 60_000 });
    await expect(page.getByRole("heading", { name: "Overview", exact: true })).toHaveCount(1);
  } finally {
    fake.allow("logs:FilterLogEvents");
    await empty.close();
  }
});
