/** Choices for tests: plain ones, and arbitrary ones that AWS's rules allow. */

import fc from "fast-check";
import { checkChoice } from "../check";
import {
  type CheckedChoice,
  DEFAULT_CHOICE,
  DEFAULT_CLOUDWATCH,
  DEFAULT_S3,
  FILE_FORMATS,
  isOfTransitGateway,
  RETENTION_DAYS,
  SCOPES,
  type SetupChoice,
  TRAFFIC,
} from "../choice";
import { fieldsFor } from "../fields";

/** A choice that must be right. */
export function checked(change: Partial<SetupChoice> = {}): CheckedChoice {
  const whole = { ...DEFAULT_CHOICE, account: "123456789012", id: "vpc-0123456789abcdef0", ...change };
  const result = checkChoice(whole);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(" "));
  return result.choice;
}

export const toCloudWatch = checked();
export const toS3 = checked({ destination: { ...DEFAULT_S3, bucket: "my-flow-logs", prefix: "net/vpc" } });
export const toOldBucket = checked({
  region: "eu-west-1",
  destination: { ...DEFAULT_S3, bucket: "my-flow-logs", existing: true, hive: true, hourly: true, format: "parquet" },
});
export const ofTransitGateway = checked({ scope: "transit-gateway", id: "tgw-0123456789abcdef0" });
export const withOwnRole = checked({
  destination: { ...DEFAULT_CLOUDWATCH, existing: true, role: "arn:aws:iam::123456789012:role/net/delivery" },
  traffic: "REJECT",
  interval: 600,
  fields: { kind: "default" },
});

/** One of each kind, by name. */
export const EXAMPLES: readonly (readonly [name: string, choice: CheckedChoice])[] = [
  ["CloudWatch Logs", toCloudWatch],
  ["S3", toS3],
  ["a bucket that exists", toOldBucket],
  ["a transit gateway", ofTransitGateway],
  ["an attachment", checked({ scope: "transit-gateway-attachment", id: "tgw-attach-0123456789abcdef0" })],
  [
    "a regional NAT gateway",
    checked({ scope: "regional-nat-gateway", id: "nat-0123456789abcdef0", traffic: "ACCEPT" }),
  ],
  ["a role that exists", withOwnRole],
  [
    "a subnet in China",
    checked({
      region: "cn-north-1",
      scope: "subnet",
      id: "subnet-0a1b2c3d",
      fields: { kind: "own", names: ["start"] },
    }),
  ],
  [
    "an interface, to a folder with quotes",
    checked({
      scope: "interface",
      id: "eni-0123456789abcdef0",
      region: "us-gov-west-1",
      destination: { ...DEFAULT_S3, bucket: "a.b-c", prefix: "it's/(x)" },
    }),
  ],
];

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const text = (letters: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength });

const cloudwatch = fc.record({
  kind: fc.constant("cloudwatch" as const),
  group: text("abzAZ09_/.#-", 40).map((name) => `/${name}`),
  retention: fc.constantFrom(...RETENTION_DAYS),
  role: text("abzAZ09_+=,.@-", 64),
  existing: fc.boolean(),
});
const s3 = fc.record({
  kind: fc.constant("s3" as const),
  bucket: text("abz09-", 40).map((name) => `b${name}0`),
  prefix: text("abZ0!_.'()=-/", 40).map((name) => `p${name.replaceAll(/\/+/g, "/")}0`),
  format: fc.constantFrom(...FILE_FORMATS),
  hive: fc.boolean(),
  hourly: fc.boolean(),
  existing: fc.boolean(),
});
const PREFIX = {
  vpc: "vpc",
  subnet: "subnet",
  interface: "eni",
  "regional-nat-gateway": "nat",
  "transit-gateway": "tgw",
  "transit-gateway-attachment": "tgw-attach",
} as const;

/** Any choice that AWS's rules allow. */
export const anyChoice: fc.Arbitrary<SetupChoice> = fc.constantFrom(...SCOPES).chain((scope) =>
  fc.record({
    account: fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 12, maxLength: 12 }),
    region: fc.constantFrom("us-east-1", "eu-central-2", "us-gov-east-1", "cn-northwest-1"),
    scope: fc.constant(scope),
    id: fc.oneof(hex(8), hex(17)).map((digits) => `${PREFIX[scope]}-${digits}`),
    traffic: fc.constantFrom(...TRAFFIC),
    destination: fc.oneof(cloudwatch, s3),
    interval: isOfTransitGateway(scope) ? fc.constant(60 as const) : fc.constantFrom(60 as const, 600 as const),
    fields: fc.oneof(
      fc.constantFrom({ kind: "default" as const }, { kind: "recommended" as const }),
      fc
        .shuffledSubarray([...fieldsFor(scope)], { minLength: 1 })
        .map((names) => ({ kind: "own" as const, names: names as readonly string[] })),
    ),
  }),
);
