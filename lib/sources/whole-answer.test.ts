import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeFlowLogsCommand } from "@aws-sdk/client-ec2";
import { afterEach, describe, expect, test, vi } from "vitest";
import { AwsClients } from "./aws";
import { environment } from "./testing";

let server: Server | undefined;
const aws = new AwsClients();
afterEach(() => {
  aws.close();
  vi.unstubAllEnvs();
  server?.closeAllConnections();
  server?.close();
});

/** Clients of a server that gives these answers, one after the other, without a length; the last one again and again. */
async function answering(...answers: string[]) {
  let asked = 0;
  server = createServer((request, response) => {
    request.resume();
    response.useChunkedEncodingByDefault = false;
    response.writeHead(200, { connection: "close" });
    response.end(answers[Math.min(asked++, answers.length - 1)]);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [name, value] of Object.entries(environment(url, "eu-west-1"))) vi.stubEnv(name, value);
  return { ...aws.at({ region: "eu-west-1", roleArn: null, externalId: null }), asked: () => asked };
}

describe("an answer", () => {
  test("without a body is a line that was cut", async () => {
    const { logs } = await answering("");
    await expect(logs.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  test("without a body is asked for again by the SDK where that tries again", async () => {
    const { ec2, asked } = await answering(
      "",
      "<R><flowLogSet><item><flowLogId>fl-1</flowLogId></item></flowLogSet></R>",
    );
    const { FlowLogs } = await ec2.send(new DescribeFlowLogsCommand({}));
    expect(FlowLogs).toEqual([{ FlowLogId: "fl-1" }]);
    expect(asked()).toBe(2);
  });

  test.each(["{}", '{"logGroups":null}', '{"logGroups":[]}'])("of %s is whole, and lists nothing", async (text) => {
    const { logs } = await answering(text);
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups ?? []).toEqual([]);
  });

  test("that ends in the middle is refused", async () => {
    const { logs } = await answering('{"logGroups":[');
    await expect(logs.send(new DescribeLogGroupsCommand({}))).rejects.toThrow(/JSON/);
  });
});
