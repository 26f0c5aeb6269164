import { DEFAULT_FORMAT, FIELDS, field, TRANSIT_GATEWAY_FORMAT } from "@/lib/flow";
import { type FieldChoice, isOfTransitGateway, type Scope, type SetupChoice } from "./choice";

/**
 * Fields of version 11 that hold the values of tags. A flow log needs the tags' keys for them
 * (`TagFieldSpecifications`), which are not asked for here.
 */
const NEEDS_TAG_KEYS = new Set([
  "instance-tag",
  "instance-tag-2",
  "interface-tag",
  "interface-tag-2",
  "asg-tag",
  "asg-tag-2",
]);

/**
 * The default fields in their order, and after them those that Flowglass answers more with: whoever reads only the
 * first 14 columns is not disturbed.
 */
export const RECOMMENDED_FORMAT: readonly string[] = [
  ...DEFAULT_FORMAT,
  "vpc-id",
  "subnet-id",
  "instance-id",
  "tcp-flags",
  "type",
  "pkt-srcaddr",
  "pkt-dstaddr",
  "az-id",
  "pkt-src-aws-service",
  "pkt-dst-aws-service",
  "flow-direction",
  "traffic-path",
  "reject-reason",
];

const OF_VPC: readonly string[] = FIELDS.filter((one) => one.version !== 6 && !NEEDS_TAG_KEYS.has(one.name)).map(
  (one) => one.name,
);

/** Fields that a flow log of this scope can have and that need nothing more, in the order of AWS's tables. */
export function fieldsFor(scope: Scope): readonly string[] {
  return isOfTransitGateway(scope) ? TRANSIT_GATEWAY_FORMAT : OF_VPC;
}

/** AWS's default fields of a scope, which a flow log has when no format is given. */
export function defaultFields(scope: Scope): readonly string[] {
  return isOfTransitGateway(scope) ? TRANSIT_GATEWAY_FORMAT : DEFAULT_FORMAT;
}

/** The recommended fields of a scope. A transit gateway's default has all of them. */
export function recommendedFields(scope: Scope): readonly string[] {
  return isOfTransitGateway(scope) ? TRANSIT_GATEWAY_FORMAT : RECOMMENDED_FORMAT;
}

/** The names that a choice of fields stands for, in order. */
export function fieldNames({ scope, fields }: Pick<SetupChoice, "scope" | "fields">): readonly string[] {
  if (fields.kind === "own") return fields.names;
  return fields.kind === "default" ? defaultFields(scope) : recommendedFields(scope);
}

/** What is wrong with a choice of fields, as a sentence, or null. */
export function checkFields(scope: Scope, fields: FieldChoice): string | null {
  if (fields.kind !== "own") return null;
  if (fields.names.length === 0) return "Choose at least one field.";
  const possible = new Set(fieldsFor(scope));
  const seen = new Set<string>();
  for (const name of fields.names) {
    if (NEEDS_TAG_KEYS.has(name)) return `${name} needs the keys of tags, which only the AWS console asks for.`;
    if (!possible.has(name)) {
      const of = isOfTransitGateway(scope) ? "a transit gateway's flow log" : "a VPC's flow log";
      return `${name} is no field of ${of}.`;
    }
    if (seen.has(name)) return `${name} is named twice.`;
    seen.add(name);
  }
  return null;
}

/** Typical characters of a field's value in a text log, one space included. */
function widthOf(name: string): number {
  const { kind } = field(name);
  if (kind === "address") return 13;
  if (kind === "time") return 11;
  if (kind === "port") return 6;
  if (kind === "enum") return name === "action" ? 7 : 4;
  if (kind === "number" || kind === "flags" || kind === "protocol") return 4;
  if (/account-id$/.test(name)) return 13;
  if (/-id$|-eni$|-id-/.test(name)) return /az-id$/.test(name) ? 9 : 22;
  if (/-arn$/.test(name)) return 60;
  return 8;
}

/** About how many bytes a record takes as text: AWS bills flow logs by what it delivers. */
export function bytesOfRecord(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + widthOf(name), 0);
}
