/** Random flow-log records for property tests. */
import fc from "fast-check";
import { DEFAULT_FORMAT, FIELDS, TRANSIT_GATEWAY_FORMAT } from "@/lib/flow";
import type { Line } from "./wrap";

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const id = (prefix: string) => hex(17).map((text) => `${prefix}-${text}`);
const ipv4 = fc
  .tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => parts.join("."));
const ipv6 = hex(4).map((text) => `2001:db8::${text.replace(/^0+(?=.)/, "")}`);
const count = (min: number, max: number) => fc.integer({ min, max }).map(String);

const FORMS: Record<string, fc.Arbitrary<string>> = {
  "account-id": count(100_000_000_000, 999_999_999_999),
  "vpc-id": id("vpc"),
  "subnet-id": id("subnet"),
  "instance-id": fc.oneof(id("i"), fc.constant("-")),
  type: fc.constant("IPv4"),
  region: fc.constantFrom("us-east-1", "eu-central-1", "ap-southeast-2"),
  "az-id": fc.constantFrom("use1-az1", "euc1-az2"),
  "flow-direction": fc.constantFrom("ingress", "egress"),
  "traffic-path": fc.constantFrom("-", "1", "8"),
  "tcp-flags": fc.constantFrom("0", "2", "3", "18", "19"),
  "resource-type": fc.constant("TransitGateway"),
  "interface-id": id("eni"),
  "tgw-id": id("tgw"),
  "tgw-attachment-id": id("tgw-attach"),
  "encryption-status": fc.constantFrom("0", "1", "-"),
};

function arbitraryValue(name: string): fc.Arbitrary<string> {
  const form = FORMS[name];
  if (form) return form;
  if (/arn$/.test(name)) return hex(8).map((text) => `arn:aws:ecs:us-east-1:123456789012:cluster/${text}`);
  if (/aws-service$/.test(name)) return fc.constantFrom("-", "S3", "EC2", "DYNAMODB");
  if (/-account-id$/.test(name)) return count(100_000_000_000, 999_999_999_999);
  if (/-(vpc|subnet|attachment)-id$/.test(name)) {
    return id(name.includes("vpc") ? "vpc" : name.includes("subnet") ? "subnet" : "tgw-attach");
  }
  if (/-(eni|interface-id)$/.test(name)) return id("eni");
  if (/-az-id$/.test(name)) return fc.constantFrom("use1-az1", "use1-az2");
  if (/^packets-lost/.test(name)) return count(0, 9);
  return fc.constantFrom("-", "a", "some-name");
}

/** Versions from which the records' orders are made. */
export const ORDERS: Readonly<Record<string, readonly string[]>> = {
  "version 2": DEFAULT_FORMAT,
  "Transit Gateway": TRANSIT_GATEWAY_FORMAT,
  ...Object.fromEntries(
    [3, 5, 7, 11].map((version) => [
      `version ${version}`,
      FIELDS.filter((field) => field.version <= version && field.version !== 6).map((field) => field.name),
    ]),
  ),
};

/** A record in an order, with values that fit each other. */
export function arbitraryLine(fields: readonly string[]): fc.Arbitrary<Line> {
  const flow = fc.record({
    family: fc.constantFrom("4", "4", "4", "6"),
    a4: ipv4,
    b4: ipv4,
    a6: ipv6,
    b6: ipv6,
    ports: fc.tuple(count(1024, 65_535), fc.constantFrom("22", "53", "80", "443", "3389")),
    protocol: fc.constantFrom("6", "17"),
    packets: fc.integer({ min: 1, max: 5000 }),
    size: fc.integer({ min: 40, max: 1500 }),
    start: fc.integer({ min: 1_400_000_000, max: 1_800_000_000 }),
    length: fc.integer({ min: 0, max: 600 }),
    action: fc.constantFrom("ACCEPT", "REJECT"),
    status: fc.constantFrom("OK", "OK", "OK", "OK", "OK", "OK", "NODATA", "SKIPDATA"),
    others: fc.tuple(...fields.map(arbitraryValue)),
  });
  return flow.map((one) => {
    const known: Record<string, string> = {
      version: String(
        fields.includes("tgw-id")
          ? 6
          : fields.includes("asg-tag")
            ? 11
            : fields.includes("ecs-task-id")
              ? 7
              : fields.includes("az-id")
                ? 5
                : fields.includes("vpc-id")
                  ? 3
                  : 2,
      ),
      srcaddr: one.family === "4" ? one.a4 : one.a6,
      dstaddr: one.family === "4" ? one.b4 : one.b6,
      srcport: one.ports[0],
      dstport: one.ports[1],
      protocol: one.protocol,
      packets: String(one.packets),
      bytes: String(one.packets * one.size),
      start: String(one.start),
      end: String(one.start + one.length),
      action: one.action,
      "log-status": one.status,
    };
    known["pkt-srcaddr"] = known.srcaddr ?? "-";
    known["pkt-dstaddr"] = known.dstaddr ?? "-";
    const kept = new Set([
      "version",
      "account-id",
      "interface-id",
      "start",
      "end",
      "log-status",
      "resource-type",
      "tgw-id",
    ]);
    const values = fields.map((name, i) =>
      one.status === "OK" || kept.has(name) ? (known[name] ?? one.others[i] ?? "-") : "-",
    );
    return { text: values.join(" "), start: one.start };
  });
}
