import { afterEach, describe, expect, test } from "vitest";
import { DEFAULT_FORMAT, parseFormat, printFormat } from "../../flow";
import { cloudwatchSettings, type SourceBench, startSourceBench } from "../testing/source-bench";
import { differences, GROUP, putTraffic, SAME, taken } from "../testing/traffic";
import { formatsOf, writesTo } from "./formats";

let bench: SourceBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

const isDone = ({ state }: { state: string }): boolean => state === "done";
const CUSTOM = ["version", "vpc-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol"];
const LONG = [...CUSTOM, "packets", "bytes", "start", "end", "action", "log-status", "flow-direction"];

describe("which flow log writes to a group", () => {
  test("by its name, or by the destination's ARN", () => {
    expect(writesTo({ LogGroupName: "/a" }, "/a")).toBe(true);
    expect(writesTo({ LogGroupName: "/b" }, "/a")).toBe(false);
    expect(writesTo({ LogDestination: "arn:aws:logs:eu-west-1:123456789012:log-group:/a:*" }, "/a")).toBe(true);
    expect(writesTo({ LogDestination: "arn:aws:logs:eu-west-1:123456789012:log-group:/ab" }, "/a")).toBe(false);
    expect(writesTo({ LogDestination: "arn:aws:s3:::a" }, "a")).toBe(false);
    expect(writesTo({ LogGroupName: "arn:aws:logs:eu-west-1:123456789012:log-group:/a:*" }, "/a")).toBe(true);
    expect(writesTo({ LogGroupName: "arn:aws:logs:eu-west-1:123456789012:log-group:/b" }, "/a")).toBe(false);
  });

  test("the same order counts once, the default is the last resort, an unknown field is no order", () => {
    const flowLogs = [
      { LogGroupName: "/a", FlowLogId: "fl-1", LogFormat: printFormat(LONG) },
      { LogGroupName: "/a", FlowLogId: "fl-2", LogFormat: printFormat(LONG) },
      { LogGroupName: "/a", FlowLogId: "fl-3", LogFormat: `\${version} \${field-of-tomorrow}` },
      { LogGroupName: "/b", FlowLogId: "fl-4", LogFormat: printFormat(CUSTOM) },
    ];
    expect(formatsOf(flowLogs, "/a")).toEqual([
      { fields: LONG, origin: "flow_log", flowLogId: "fl-1" },
      { fields: DEFAULT_FORMAT, origin: "default", flowLogId: null },
    ]);
    expect(parseFormat(printFormat(LONG))).toEqual({ fields: LONG });
  });
});

describe("the field order of a group", () => {
  test("is the flow log's, and says so", async () => {
    bench = await startSourceBench();
    bench.fake.addFlowLog({ logGroupName: GROUP, logFormat: printFormat(LONG) });
    const traffic = putTraffic(bench, 100, 2, LONG);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const source = await bench.until(id, isDone);
    expect(source.progress.formats).toEqual([
      { fields: LONG, origin: "flow_log", flowLogId: expect.stringMatching(/^fl-/) },
    ]);
    expect(new Set(bench.intake.lines.map((line) => line.fields?.join(" ")))).toEqual(new Set([LONG.join(" ")]));
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });

  test("two flow logs with different formats in one group are told apart, line by line", async () => {
    bench = await startSourceBench();
    bench.fake.addFlowLog({ logGroupName: GROUP });
    bench.fake.addFlowLog({ logGroupName: GROUP, logFormat: printFormat(LONG) });
    const plain = putTraffic(bench, 150, 2);
    const long = putTraffic(bench, 100, 2, LONG);
    const since = Math.min(plain.from, long.from);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since }));
    const source = await bench.until(id, isDone);
    const inOrder = (fields: readonly string[]): string[] =>
      (bench?.intake.lines ?? [])
        .filter((line) => line.fields?.join(" ") === fields.join(" "))
        .map((line) => line.text);
    expect(differences(plain.messages, inOrder(DEFAULT_FORMAT))).toEqual(SAME);
    expect(differences(long.messages, inOrder(LONG))).toEqual(SAME);
    expect(source.progress.formats).toHaveLength(2);
  });

  test("without the permission for EC2 it is the default, and the action is named", async () => {
    bench = await startSourceBench({ deny: ["ec2:DescribeFlowLogs"] });
    const traffic = putTraffic(bench, 100, 2);
    const { id } = await bench.service().create(cloudwatchSettings(bench, GROUP, { since: traffic.from }));
    const source = await bench.until(id, isDone);
    expect(source.notices).toEqual([
      expect.objectContaining({ code: "missing_permission", action: "ec2:DescribeFlowLogs" }),
    ]);
    expect(source.progress.formats).toEqual([{ fields: DEFAULT_FORMAT, origin: "default", flowLogId: null }]);
    expect(differences(traffic.messages, taken(bench))).toEqual(SAME);
  });

  test("a given one counts, and EC2 is not asked", async () => {
    bench = await startSourceBench();
    const traffic = putTraffic(bench, 50, 2, CUSTOM);
    const settings = cloudwatchSettings(bench, GROUP, { since: traffic.from, format: CUSTOM });
    const { id } = await bench.service().create(settings);
    const source = await bench.until(id, isDone);
    expect(source.progress.formats).toEqual([{ fields: CUSTOM, origin: "given", flowLogId: null }]);
    expect(bench.fake.calls.some((call) => call.action === "DescribeFlowLogs")).toBe(false);
  });
});
