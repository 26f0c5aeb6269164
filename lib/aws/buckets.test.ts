import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type AwsFake, startAwsFake } from "../sources/testing";
import { startTestProxy, type TestProxy } from "../sources/testing/http-proxy";
import { startTestS3, type TestS3 } from "../sources/testing/s3";
import { answerBuckets, answerLogGroups } from "./answers";

const signal = new AbortController().signal;
const here = { region: "eu-west-1" };

let fake: AwsFake;
let s3: TestS3;
let line: TestProxy;
beforeEach(async () => {
  [fake, s3] = await Promise.all([startAwsFake(), startTestS3("flow-logs-archive")]);
  line = await startTestProxy(s3.endpoint);
  const own = { ...fake.env, ...s3.environment, AWS_ENDPOINT_URL_S3: line.endpoint, AWS_PROFILE: "" };
  for (const [name, value] of Object.entries(own)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([fake.close(), line.close(), s3.close()]);
});

describe("buckets", () => {
  it("are found by a part of their name", async () => {
    expect(await answerBuckets({ ...here, search: "Archive" }, signal)).toMatchObject({
      buckets: [{ name: "flow-logs-archive" }],
      failures: [],
    });
    expect(await answerBuckets({ ...here, search: "another" }, signal)).toMatchObject({ buckets: [], failures: [] });
  });

  it.each([
    ["without words", ""],
    [
      "in AWS's words",
      "User: arn:aws:iam::123456789012:user/reader is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action",
    ],
  ])("that may not be listed leave the rest as it is, and the action is named: %s", async (_name, message) => {
    fake.at().logs.ensureGroup("/vpc/flow-logs");
    line.treat(() => ({ status: 403, code: "AccessDenied", message }));
    expect(await answerBuckets({ ...here, search: "flow" }, signal)).toEqual({
      buckets: null,
      more: false,
      failures: [
        {
          kind: "permission",
          action: "s3:ListAllMyBuckets",
          message: "The IAM action s3:ListAllMyBuckets is not allowed.",
        },
      ],
    });
    line.treat(() => null);
    expect(await answerBuckets({ ...here, search: "flow" }, signal)).toMatchObject({ failures: [] });
  });

  it("say when the credentials have expired, and blame no permission", async () => {
    line.treat(() => ({ status: 400, code: "ExpiredToken", message: "The provided token has expired." }));
    const { failures } = await answerBuckets({ ...here, search: "" }, signal);
    expect(failures).toMatchObject([{ kind: "expired" }]);
  });

  it("are there although the line cuts twice", async () => {
    let cuts = 0;
    line.treat(() => (++cuts <= 2 ? { cutAfter: 20 } : null));
    expect(await answerBuckets({ ...here, search: "" }, signal)).toMatchObject({
      buckets: [{ name: "flow-logs-archive" }],
    });
  });
});

it("log groups are found whatever S3 answers", async () => {
  // The stand-in for AWS takes its own keys only.
  for (const [name, value] of Object.entries(fake.env)) vi.stubEnv(name, value);
  vi.stubEnv("AWS_ENDPOINT_URL_S3", line.endpoint);
  line.treat(() => ({ status: 403, code: "AccessDenied" }));
  fake.at().logs.ensureGroup("/vpc/flow-logs");
  const [groups, buckets] = await Promise.all([
    answerLogGroups({ ...here, search: "" }, signal),
    answerBuckets({ ...here, search: "" }, signal),
  ]);
  expect(groups).toMatchObject({ log_groups: [{ name: "/vpc/flow-logs" }], failures: [] });
  expect(buckets.failures).toMatchObject([{ kind: "permission", action: "s3:ListAllMyBuckets" }]);
});
