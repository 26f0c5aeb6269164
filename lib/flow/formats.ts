import { FIELDS } from "./fields";

const names = (text: string): readonly string[] => text.trim().split(/\s+/);

/** The default format (version 2): 14 fields in an order that cannot be changed. */
export const DEFAULT_FORMAT = names(
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
);

/** The order in which a Transit Gateway flow log (version 6) writes all its fields. */
export const TRANSIT_GATEWAY_FORMAT = names(`
  version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id tgw-src-vpc-id
  tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id
  tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end log-status type
  packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags region
  flow-direction pkt-src-aws-service pkt-dst-aws-service`);

const DOC_V3 = names(`
  version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport pkt-srcaddr pkt-dstaddr
  protocol bytes packets start end action tcp-flags log-status`);
const DOC_V5 = names(`
  version srcaddr dstaddr srcport dstport protocol start end type packets bytes account-id vpc-id subnet-id instance-id
  interface-id region az-id sublocation-type sublocation-id action tcp-flags pkt-srcaddr pkt-dstaddr pkt-src-aws-service
  pkt-dst-aws-service traffic-path flow-direction log-status`);
const CONSOLE_ECS = names(`
  ecs-cluster-name ecs-cluster-arn ecs-container-instance-id ecs-container-instance-arn ecs-service-name
  ecs-task-definition-arn ecs-task-id ecs-task-arn ecs-container-id ecs-second-container-id`);

const tableOrder = (version: number): readonly string[] =>
  FIELDS.filter((field) => field.version <= version && field.version !== 6).map((field) => field.name);
const alphabetical = (version: number): readonly string[] => [...tableOrder(version)].sort();

/**
 * Orders that real flow logs are known to be written in, most usual first. A count of fields does not tell
 * the order (21 and 29 fields both occur in several), so a candidate must fit the lines too.
 */
export const KNOWN_FORMATS: readonly { readonly label: string; readonly fields: readonly string[] }[] = [
  { label: "default format, version 2", fields: DEFAULT_FORMAT },
  { label: "Transit Gateway, version 6", fields: TRANSIT_GATEWAY_FORMAT },
  { label: "AWS's version 3 example", fields: DOC_V3 },
  { label: "AWS's version 5 example", fields: DOC_V5 },
  ...[3, 4, 5, 7, 8, 9, 10, 11].map((v) => ({
    label: `all fields to version ${v}, table order`,
    fields: tableOrder(v),
  })),
  ...[3, 4, 5].map((v) => ({ label: `all fields to version ${v}, alphabetical`, fields: alphabetical(v) })),
  { label: "all fields to version 7, console order", fields: [...alphabetical(5), ...CONSOLE_ECS] },
  {
    label: "all fields to version 8, console order",
    fields: [...[...alphabetical(5), "reject-reason"].sort(), ...CONSOLE_ECS],
  },
];

/** The result of reading a format text: field names in order, or what is wrong with it. */
export type FormatResult = { readonly fields: readonly string[] } | { readonly error: string };

const byEitherName = new Map(
  FIELDS.flatMap((field) => [[field.name, field.name] as const, [field.column, field.name] as const]),
);

/** Stands in a format for a column whose meaning is not known; it is passed over. */
const SKIPPED = /^unknown-\d+$/;

/**
 * Reads a flow log's field list as AWS writes it (`${version} ${account-id} ...`), or as plain names
 * separated by spaces or commas; dashes and underscores are the same, and case does not matter. A column
 * named `unknown-1`, `unknown-2` ... is passed over.
 * @returns the text names in order, or a sentence that says what is wrong.
 */
export function parseFormat(text: string): FormatResult {
  const words = text
    .replace(/[$\\{}"',]+/g, " ")
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean);
  if (words.length === 0) return { error: "The format names no field." };
  const fields: string[] = [];
  for (const word of words) {
    if (SKIPPED.test(word)) {
      fields.push(word);
      continue;
    }
    const name = byEitherName.get(word);
    if (!name) return { error: `The format names "${word}", which is no flow-log field.` };
    if (fields.includes(name)) return { error: `The format names "${name}" twice.` };
    fields.push(name);
  }
  return { fields };
}

/** Writes a field list as AWS does in `LogFormat`. */
export function printFormat(fields: readonly string[]): string {
  return fields.map((name) => `\${${name}}`).join(" ");
}
