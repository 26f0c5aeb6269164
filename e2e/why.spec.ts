import { expect, test } from "@playwright/test";
import { headerOf, type LabelledConversation, scenarioOf } from "../lib/scenario";
import { expectGoodLooks } from "./support/axe";
import { watchErrors } from "./support/page";
import { startServer, type TestServer } from "./support/server";

/** A network in which every verdict has its cause, played packet by packet. */
const { lines, conversations } = scenarioOf(3);

/** The case whose name begins so. */
function caseOf(name: string): LabelledConversation {
  const found = conversations.find((one) => one.name.startsWith(name));
  if (!found) throw new Error(`No case is named ${name}.`);
  return found;
}

const blocked = caseOf("evidence that is there stands: the reply was rejected");
const [client, server] = [blocked.client, blocked.client === blocked.a ? blocked.b : blocked.a];

let running: TestServer;
test.beforeAll(async () => {
  running = await startServer();
  for (const [format, some] of lines) {
    const url = `${running.url}/api/imports?name=${format}.log&wait=true`;
    const answer = await fetch(url, { method: "POST", body: [headerOf(format), ...some].join("\n") });
    expect(await answer.json()).toMatchObject({ state: "done", unparsed: 0 });
  }
});
test.afterAll(() => running.close());

test("why can't A reach B: the network ACL lets no reply out", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const errors = watchErrors(page);
  await page.goto(`${running.url}/why`);
  await page.getByRole("textbox", { name: "From" }).fill(server);
  await page.getByRole("textbox", { name: "To" }).fill(client);
  await page.getByRole("textbox", { name: "Port" }).fill(String(blocked.port));
  await page.keyboard.press("Enter");

  const verdict = page.getByRole("region", { name: "Verdict" });
  await expect(verdict).toContainText("Network ACL, reply going out");
  await expect(verdict).toContainText("Certain");
  await expect(verdict).toContainText("lacks an outbound rule for the client's ephemeral ports");
  await expect(verdict).toContainText(`${client} is the client`);
  await expect(page).toHaveURL(new RegExp(`/why\\?.*port=${blocked.port}`));

  const way = page.getByRole("region", { name: "The way it took" });
  await expect(way).toContainText("The server's interface");
  await expect(way).toContainText("rejected");

  const todo = page.getByRole("region", { name: "What to do" });
  await todo.getByRole("button", { name: "Copy the command" }).first().click();
  await expect(todo.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("aws ec2 create-network-acl-entry --network-acl-id NETWORK_ACL_ID --egress");
  expect(copied).toContain(`--port-range From=1024,To=65535 --cidr-block ${client}/32 --rule-action allow`);

  // A reason leads to exactly the records behind it.
  await page.getByRole("link", { name: /See the records: Its reply was rejected/ }).click();
  await expect(page).toHaveURL(/\/explore\?/);
  await expect(page.getByRole("row").filter({ hasText: "REJECT" }).first()).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "ACCEPT" })).toHaveCount(0);
  await page.goBack();
  await expect(verdict).toContainText("Network ACL, reply going out");
  errors.expectNone();
});

test("the client is turned round and back, and the link keeps it", async ({ page }) => {
  const { a, b, port } = blocked;
  await page.goto(`${running.url}/why?a=${a}&b=${b}&port=${port}&protocol=tcp`);
  const verdict = page.getByRole("region", { name: "Verdict" });
  await verdict.getByRole("button", { name: `Take ${server} as the client` }).click();
  await expect(page).toHaveURL(new RegExp(`client=${server.replaceAll(".", "\\.")}`));
  await expect(verdict).toContainText(`${server} is taken as the client`);
  await page.goBack();
  await expect(verdict).toContainText(`${client} is the client`);
});

test("a rejected record names its verdict, and leads to the page", async ({ page }) => {
  const { client: from, a, b, port } = caseOf("blocked_public_access");
  const to = from === a ? b : a;
  await page.goto(
    `${running.url}/explore?q=${encodeURIComponent(`src:${from} dst:${to} dstport:${port} action:REJECT`)}`,
  );
  await page.getByRole("row").filter({ hasText: "REJECT" }).first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("was rejected by VPC");
  await drawer.getByRole("link", { name: /Why can't .* reach/ }).click();
  await expect(page).toHaveURL(/\/why\?/);
  await expect(page.getByRole("region", { name: "Verdict" })).toContainText("was rejected by VPC");
});

test("wrong input is told at its field, unknown pairs in plain words", async ({ page }) => {
  await page.goto(`${running.url}/why`);
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByText("Give an address.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "From" }).fill("10.0.0.300");
  await page.getByRole("textbox", { name: "To" }).fill("192.0.2.2");
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByText('"10.0.0.300" is no IP address.')).toBeVisible();
  await page.getByRole("textbox", { name: "From" }).fill("192.0.2.1");
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByText("The log has no record between 192.0.2.1 and 192.0.2.2.")).toBeVisible();
});

test("the palette understands two addresses", async ({ page }) => {
  await page.goto(running.url);
  // The page takes keys once its lists are there.
  await expect(page.getByRole("region", { name: "Top talkers" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(/A page, a command/).fill(`${client} to ${server} ${blocked.port}/tcp`);
  await page.getByRole("option", { name: `Why can't ${client} reach ${server}?` }).click();
  await expect(page.getByRole("region", { name: "Verdict" })).toContainText("Network ACL, reply going out");
});

const places = [
  {
    name: "an answer",
    path: `/why?a=${blocked.a}&b=${blocked.b}&port=${blocked.port}&protocol=tcp`,
    ready: "What to do",
  },
  { name: "nothing asked", path: "/why", ready: "Refused most in this range" },
  { name: "no record", path: "/why?a=192.0.2.1&b=192.0.2.2", ready: "What to do" },
];
for (const { name, path, ready } of places) {
  test(`${name}, every theme and width: no violation`, async ({ page }) => {
    await page.goto(running.url + path);
    await expect(page.getByText(ready).first()).toBeVisible();
    await expectGoodLooks(page);
  });
}
