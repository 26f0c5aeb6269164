import { expect, test } from "vitest";
import { newSource, type SourceDocument, type SourceSettings } from "./source";
import { readsAlready, twiceNotice } from "./twice";

const NOW = 1_800_000_000;
const DAY = 86_400;
const place = { region: "eu-west-1", roleArn: null, externalId: null };

const group = (more: object = {}): SourceSettings => ({
  kind: "cloudwatch",
  ...place,
  logGroup: "/a",
  streams: null,
  format: null,
  since: NOW - 7 * DAY,
  until: null,
  follow: true,
  ...more,
});
const bucket = (more: object = {}): SourceSettings => ({
  kind: "s3",
  ...place,
  bucket: "logs",
  prefix: "net/",
  requesterPays: false,
  queueUrl: null,
  since: null,
  until: null,
  follow: true,
  ...more,
});
const of = (settings: SourceSettings, more: Partial<SourceDocument> = {}, id = 1): SourceDocument => ({
  ...newSource(id, settings, NOW),
  ...more,
});
const LATER = NOW + 60;

test("a source reads already what lies in its range, asked for in the same way", () => {
  const following = of(group({ streams: ["x", "y"] }), { state: "following" });
  const same = { streams: ["y", "x"] };
  expect(readsAlready(following, group({ ...same, since: NOW - 7 * DAY + 60 }), LATER)).toBe(true);
  expect(readsAlready(following, group({ ...same, since: NOW - 2 * DAY, until: NOW - DAY }), LATER)).toBe(true);
  expect(readsAlready(following, group({ ...same, since: NOW - 8 * DAY }), LATER)).toBe(false);
  for (const other of [
    { streams: ["x"] },
    { ...same, region: "eu-west-2" },
    { ...same, logGroup: "/b" },
    { ...same, format: ["version"] },
    { ...same, roleArn: "arn:aws:iam::123456789012:role/other" },
  ]) {
    expect(readsAlready(following, group(other), LATER)).toBe(false);
  }
  expect(readsAlready({ ...following, removing: true }, group(same), LATER)).toBe(false);
  expect(readsAlready(of(bucket()), bucket({ since: NOW }), LATER)).toBe(true);
  expect(readsAlready(of(bucket({ since: NOW })), bucket(), LATER)).toBe(false);
});

test("what ends when it was added is the same while it is read, and another when it was done", () => {
  const once = group({ follow: false });
  expect(readsAlready(of(once), once, LATER)).toBe(true);
  expect(readsAlready(of(once, { state: "done" }), once, NOW)).toBe(true);
  expect(readsAlready(of(once, { state: "done" }), once, LATER)).toBe(false);
  expect(readsAlready(of(once), group(), LATER)).toBe(false);
});

test("sources that read the same records say so", () => {
  const says = (one: SourceSettings, other: SourceSettings) =>
    twiceNotice(of(one), [of(one), of(other, {}, 2)], (id) => `src-${id}`)?.message ?? null;
  expect(says(group(), group({ since: NOW - DAY }))).toMatch(
    /^src-2 reads some of the same records: .* more than once/,
  );
  expect(says(group(), group({ streams: ["x"] }))).not.toBeNull();
  expect(says(group({ streams: ["y"] }), group({ streams: ["x"] }))).toBeNull();
  expect(says(group({ until: NOW - DAY }), group({ since: NOW - DAY }))).toBeNull();
  expect(says(group(), group({ logGroup: "/b" }))).toBeNull();
  expect(
    says(bucket(), bucket({ prefix: "net/AWSLogs/", roleArn: "arn:aws:iam::123456789012:role/o" })),
  ).not.toBeNull();
  expect(says(bucket(), bucket({ prefix: "other/" }))).toBeNull();
  expect(says(bucket(), group())).toBeNull();
});
