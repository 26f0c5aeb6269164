import { expect, test } from "vitest";
import { sourceRequest } from "@/lib/api/contract";
import { controlOf, EMPTY_FORM, readBucket, requestOf } from "./form-request";

test("a form for a log group becomes a request that the API takes", () => {
  const request = requestOf({
    ...EMPTY_FORM,
    region: " eu-west-1 ",
    logGroup: "/vpc/flow-logs",
    streams: "eni-1-all\neni-2-all, eni-3-all\n",
    roleArn: "arn:aws:iam::123456789012:role/reader",
  });
  expect(request).toMatchObject({
    kind: "cloudwatch",
    region: "eu-west-1",
    streams: ["eni-1-all", "eni-2-all", "eni-3-all"],
    since: "now-7d",
    follow: true,
  });
  expect(sourceRequest.safeParse(request).success).toBe(true);
});

test("a form for a bucket becomes a request that the API takes, everything when no time is given", () => {
  const request = requestOf({ ...EMPTY_FORM, kind: "s3", region: "eu-west-1", bucket: "logs", since: "" });
  expect(request).toMatchObject({ kind: "s3", bucket: "logs", prefix: "", since: undefined });
  expect(sourceRequest.safeParse(request).success).toBe(true);
});

test("a pasted address or ARN is taken apart", () => {
  expect(readBucket("s3://logs/a/b")).toEqual({ bucket: "logs", prefix: "a/b" });
  expect(readBucket("arn:aws:s3:::logs/a")).toEqual({ bucket: "logs", prefix: "a" });
  expect(readBucket(" logs ")).toEqual({ bucket: "logs", prefix: null });
});

test("what the server finds wrong leads to its control", () => {
  expect([controlOf("log_group"), controlOf("streams.3"), controlOf("other"), controlOf(undefined)]).toEqual([
    "logGroup",
    "streams",
    undefined,
    undefined,
  ]);
});
