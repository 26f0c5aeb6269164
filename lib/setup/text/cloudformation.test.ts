import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { RETENTION_DAYS } from "../choice";
import { EXAMPLES, ofTransitGateway, toCloudWatch, toS3, withOwnRole } from "../testing/choices";
import { ResourceSchemas } from "../testing/resource-schema";
import { cloudFormationTemplate, cloudFormationText } from "./cloudformation";

let schemas: ResourceSchemas;
beforeAll(async () => {
  schemas = await ResourceSchemas.load();
});

interface Template {
  readonly Resources: Readonly<
    Record<string, { Type: string; Properties: Record<string, unknown>; DependsOn?: string }>
  >;
}

const read = (text: string): Template => parse(text) as Template;

/** Every name that a template refers to. */
const references = (text: string): string[] => [
  ...[...text.matchAll(/Ref: (\w+)/g)].map(([, name]) => name ?? ""),
  ...[...text.matchAll(/Fn::GetAtt:\s+- (\w+)/g)].map(([, name]) => name ?? ""),
];

describe.each(EXAMPLES)("the template for %s", (_, choice) => {
  it("is YAML that reads back as it was meant", () => {
    expect(parse(cloudFormationText(choice))).toEqual(cloudFormationTemplate(choice));
  });

  it("has only properties that its resources have, all that they need, and only values that they take", () => {
    const { Resources } = read(cloudFormationText(choice));
    const problems = Object.values(Resources).flatMap(({ Type, Properties }) => schemas.problems(Type, Properties));
    expect(problems).toEqual([]);
  });

  it("refers only to what it holds", () => {
    const text = cloudFormationText(choice);
    const names = Object.keys(read(text).Resources);
    for (const name of references(text)) expect(names).toContain(name);
  });
});

describe("the schema check", () => {
  it("finds what is wrong", () => {
    expect(schemas.problems("AWS::EC2::FlowLog", { ResourceId: "vpc-1", TrafficTypes: "ALL" })).toEqual([
      "AWS::EC2::FlowLog.ResourceType is missing",
      "AWS::EC2::FlowLog.TrafficTypes does not exist",
    ]);
    expect(schemas.problems("AWS::Logs::LogGroup", { RetentionInDays: 31 })).toEqual([
      "AWS::Logs::LogGroup.RetentionInDays cannot be 31",
    ]);
    const options = { FileFormat: "parquet", HiveCompatiblePartitions: true };
    expect(
      schemas.problems("AWS::EC2::FlowLog", { ResourceId: "v", ResourceType: "VPC", DestinationOptions: options }),
    ).toEqual(["AWS::EC2::FlowLog.DestinationOptions.PerHourPartition is missing"]);
  });

  it("knows every retention that can be chosen", () => {
    for (const days of RETENTION_DAYS) {
      expect(schemas.problems("AWS::Logs::LogGroup", { RetentionInDays: days })).toEqual([]);
    }
  });
});

describe("the stack", () => {
  it("creates the log group, the role and the flow log", () => {
    const { Resources } = read(cloudFormationText(toCloudWatch));
    expect(Object.values(Resources).map(({ Type }) => Type)).toEqual([
      "AWS::Logs::LogGroup",
      "AWS::IAM::Role",
      "AWS::EC2::FlowLog",
    ]);
    expect(cloudFormationText(toCloudWatch)).toContain("--capabilities CAPABILITY_NAMED_IAM");
  });

  it("creates nothing that is there already", () => {
    const { Resources } = read(cloudFormationText(withOwnRole));
    expect(Object.keys(Resources)).toEqual(["FlowLog"]);
    expect(Resources.FlowLog?.Properties).toMatchObject({
      LogGroupName: "/vpc/flow-logs",
      DeliverLogsPermissionArn: "arn:aws:iam::123456789012:role/net/delivery",
      TrafficType: "REJECT",
      MaxAggregationInterval: 600,
    });
    expect(Resources.FlowLog?.Properties).not.toHaveProperty("LogFormat");
  });

  it("waits for the bucket's policy, without which AWS refuses the flow log", () => {
    expect(read(cloudFormationText(toS3)).Resources.FlowLog?.DependsOn).toBe("BucketPolicy");
  });

  it("gives a transit gateway no traffic type", () => {
    expect(read(cloudFormationText(ofTransitGateway)).Resources.FlowLog?.Properties).not.toHaveProperty("TrafficType");
  });
});
