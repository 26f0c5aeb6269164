import { expect, test, vi } from "vitest";
import { partInputs, readSources } from "./sources";

const NOW = 1_800_000_000;
const read = (names: readonly string[], since = "7d", region: string | undefined = "eu-west-1") =>
  readSources({ names, since, region }, NOW);

test("sources and files are told apart", () => {
  expect(partInputs(["a.log", "cloudwatch:/vpc/flow-logs", "s3://logs/AWSLogs/", "s3-copy/"])).toEqual({
    sources: ["cloudwatch:/vpc/flow-logs", "s3://logs/AWSLogs/"],
    files: ["a.log", "s3-copy/"],
  });
});

test("a log group and a bucket are followed from so long ago on", async () => {
  const week = NOW - 7 * 86_400;
  expect(await read(["cloudwatch:/vpc/flow-logs", "s3://logs/some/prefix/", "s3://logs"])).toMatchObject([
    { kind: "cloudwatch", region: "eu-west-1", logGroup: "/vpc/flow-logs", since: week, until: null, follow: true },
    { kind: "s3", region: "eu-west-1", bucket: "logs", prefix: "some/prefix/", since: week, follow: true },
    { kind: "s3", bucket: "logs", prefix: "" },
  ]);
  expect(await read(["cloudwatch:/a"], "2026-01-02")).toMatchObject([{ since: Date.UTC(2026, 0, 2) / 1000 }]);
});

test("what is wrong is said, with its name", async () => {
  await expect(read(["s3://"])).rejects.toThrow("s3://: Give the name of the bucket, without s3://.");
  await expect(read(["cloudwatch:/a b"])).rejects.toThrow(/^cloudwatch:\/a b: Give the name of the log group/);
  await expect(read(["cloudwatch:/a"], "soon")).rejects.toThrow(/^cloudwatch:\/a: "soon" is not a time/);
  await expect(read(["cloudwatch:/a"], "7d", "Frankfurt")).rejects.toThrow("Give the AWS Region");
});

test("without a Region anywhere, it is asked for", async () => {
  for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"]) vi.stubEnv(name, undefined);
  vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
  await expect(readSources({ names: ["cloudwatch:/a"], since: "7d" }, NOW)).rejects.toThrow(/AWS Region: --region/);
  vi.stubEnv("AWS_REGION", "eu-north-1");
  expect(await readSources({ names: ["cloudwatch:/a"], since: "7d" }, NOW)).toMatchObject([{ region: "eu-north-1" }]);
  vi.unstubAllEnvs();
});
