import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { environment } from "../sources/testing";
import { answerBuckets, answerDoctor, answerFlowLogs, answerLogGroups, answerLogStreams } from "./answers";
import { askAt } from "./ask";

let server: Server | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

const { signal } = new AbortController();
const here = { region: "eu-west-1", search: "" };

/** A server that is asked in place of AWS. @param answer the body for an action. @param otherwise the status for null. */
async function standIn(answer: (action: string, body: string) => string | null, otherwise = 501): Promise<void> {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      const target = request.headers["x-amz-target"];
      const action = typeof target === "string" ? target.split(".")[1] : new URLSearchParams(body).get("Action");
      const text = answer(action ?? "", body);
      response.writeHead(text === null ? otherwise : 200, {
        "content-type": typeof target === "string" ? "application/x-amz-json-1.1" : "text/xml",
      });
      response.end(text ?? "<html>Not implemented</html>");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const url = `http://127.0.0.1:${port}`;
  for (const [name, value] of Object.entries(environment(url, "eu-west-1"))) vi.stubEnv(name, value);
  vi.stubEnv("AWS_ENDPOINT_URL_S3", url);
}

test("a list whose last page gives its own token again ends", async () => {
  await standIn(() => null);
  const place = { region: "eu-west-1", roleArn: null, externalId: null };
  const asked = await askAt(place, signal, (asker) =>
    asker.all("x:List", async (_, token) => ({ items: [token ?? "first"], token: "same" })),
  );
  expect(asked).toEqual({ ok: true, value: { items: ["first", "same"], more: false } });
});

test("a server that does not know the search, nor sizes, nor the order of names", async () => {
  const groups = ["/b/vpc", "/a", "/vpc/flow-logs-old", "/vpc/flow-logs"];
  await standIn((action) => {
    if (action === "DescribeLogGroups")
      return JSON.stringify({ logGroups: groups.map((logGroupName) => ({ logGroupName })) });
    return JSON.stringify({ logStreams: [{ logStreamName: "eni-1-all" }, { arn: "arn:x" }], extra: true });
  });
  const found = await answerLogGroups({ ...here, search: "vpc" }, signal);
  expect(found.log_groups?.map(({ name }) => name)).toEqual(["/b/vpc", "/vpc/flow-logs-old", "/vpc/flow-logs"]);
  expect(found.log_groups?.[0]).toEqual({ name: "/b/vpc", retention_days: null, stored_bytes: null });
  const streams = await answerLogStreams({ ...here, log_group: "/a" }, signal);
  expect(streams.streams).toEqual([{ name: "eni-1-all", last_event: null }]);
});

const FLOW_LOGS = `<DescribeFlowLogsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><flowLogSet><item>
  <flowLogId>fl-1</flowLogId><resourceId>vpc-1</resourceId><trafficType>ALL</trafficType>
  <logDestinationType>cloud-watch-logs</logDestinationType>
  <logGroupName>arn:aws:logs:eu-west-1:000000000000:log-group:/vpc/flow-logs:*</logGroupName><novel>1</novel>
</item></flowLogSet></DescribeFlowLogsResponse>`;

test("a flow log with half of its members, its group given as an ARN, and calls that are not there at all", async () => {
  await standIn((action) => {
    if (action === "DescribeFlowLogs") return FLOW_LOGS;
    return action === "DescribeLogGroups" ? JSON.stringify({ logGroups: [{ logGroupName: "/vpc/flow-logs" }] }) : null;
  });
  const { flow_logs, failures } = await answerFlowLogs(here, signal);
  expect(failures).toEqual([]);
  expect(flow_logs).toMatchObject([
    { id: "fl-1", destination: { kind: "cloudwatch", log_group: "/vpc/flow-logs" }, delivery_status: null },
  ]);
  const doctor = await answerDoctor(here, signal);
  expect(doctor.failures.map(({ action }) => action)).toContain("ec2:DescribeVpcs");
  expect(doctor.findings.map(({ rule }) => rule)).toContain("never-expires");
});

test("a line that is cut, a fault of the server and an answer without a body pass", async () => {
  const faults = ['{"logGroups":[{', "", null, '{"logGroups":[{"logGroupName":"/a"}]}'];
  await standIn(() => (faults.length > 1 ? (faults.shift() ?? null) : (faults[0] ?? null)), 500);
  const { log_groups, failures } = await answerLogGroups(here, signal);
  expect(failures).toEqual([]);
  expect(log_groups).toEqual([{ name: "/a", retention_days: null, stored_bytes: null }]);
});

test("a list of buckets without a body is no list without buckets", async () => {
  const list = "<ListAllMyBucketsResult><Buckets><Bucket><Name>b</Name></Bucket></Buckets></ListAllMyBucketsResult>";
  const answers = ["", list];
  await standIn(() => answers.shift() ?? list);
  expect(await answerBuckets(here, signal)).toMatchObject({ buckets: [{ name: "b", region: null }], failures: [] });
});

test("an answer that stays damaged is told in words for people", async () => {
  await standIn(() => '{"logGroups":[{');
  const { failures } = await answerLogGroups(here, signal);
  expect(failures).toHaveLength(1);
  expect(failures[0]?.message).toMatch(/logs:DescribeLogGroups/);
  expect(failures[0]?.message).not.toMatch(/Deserialization|\$response/);
});
