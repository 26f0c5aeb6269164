import { FIELDS, findField } from "@/lib/flow";

/** Other names that exports give to fields, without case and separators. */
const ALIASES: Record<string, string> = {
  // Logs Insights' discovered fields, where they differ from the field's name by more than case.
  starttime: "start",
  endtime: "end",
  // The table of the older Athena guide.
  account: "account-id",
  awsaccountid: "account-id",
  sourceaddress: "srcaddr",
  destinationaddress: "dstaddr",
  sourceport: "srcport",
  destinationport: "dstport",
  numpackets: "packets",
  numbytes: "bytes",
  // Splunk's and other tools' common names.
  srcip: "srcaddr",
  dstip: "dstaddr",
  destip: "dstaddr",
  sourceip: "srcaddr",
  destinationip: "dstaddr",
  srcaddress: "srcaddr",
  dstaddress: "dstaddr",
  destport: "dstport",
  protocolcode: "protocol",
  protocolnumber: "protocol",
  vpcflowaction: "action",
  flowaction: "action",
  eni: "interface-id",
  eniid: "interface-id",
  networkinterfaceid: "interface-id",
  packetsrcaddr: "pkt-srcaddr",
  packetdstaddr: "pkt-dstaddr",
};

const bare = (name: string): string => name.toLowerCase().replace(/[\s_\-@.]/g, "");

const byBareName = new Map(FIELDS.map((field) => [bare(field.name), field.name]));
// As much the field's own name as "Type", which is the table's name in Microsoft Sentinel's table AWSVPCFlow.
byBareName.set("traffictype", "type");

/** A column or key that holds a field. `exact` is false for an alias or a name inside a dotted path. */
export interface NamedField {
  readonly name: string;
  readonly exact: boolean;
}

const cache = new Map<string, NamedField | null>();

/**
 * The field that a column or key of this name holds: `srcaddr`, `pkt_srcaddr`, `pktSrcAddr`, `startTime`,
 * `aws.vpcflow.account_id`. Null for names that are no field's.
 */
export function fieldOfName(name: string): NamedField | null {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const found = lookUp(name.trim().replace(/ \[UTC\]$/, ""));
  if (cache.size < 10_000) cache.set(name, found);
  return found;
}

function lookUp(name: string): NamedField | null {
  const own = findField(name);
  if (own) return { name: own.name, exact: true };
  const byBare = byBareName.get(bare(name));
  if (byBare) return { name: byBare, exact: !name.includes(".") };
  const alias = ALIASES[bare(name)];
  if (alias) return { name: alias, exact: false };
  const dot = name.lastIndexOf(".");
  if (dot < 0) return null;
  const inner = lookUp(name.slice(dot + 1));
  return inner && { name: inner.name, exact: false };
}

/** Names of columns or keys that hold the time at which a log event was taken in. */
export const isTimeName = (name: string): boolean =>
  /^(@?timestamp|_?time|event_?time|@?ingestion_?time|TimeGenerated( \[UTC\])?)$/i.test(name.trim());

const AGGREGATE =
  /[()]|^(count|cnt|requests?|hits|flows|records|connections|events)$|^(total|sum|avg|average|min|max|num|count|distinct)([_A-Z]|bytes|packets)|transferred|^bin/i;

/** Fields that tell a flow from other things that have two addresses. */
const FLOW_FIELDS = ["bytes", "packets", "action", "log-status", "interface-id", "tcp-flags", "start", "end"];

/** Do columns or keys of these names hold records, one in each row, rather than totals over many? */
export function areRecordNames(names: readonly string[]): boolean {
  const fields = new Set<string>();
  let own = 0;
  let timed = false;
  let totals = false;
  for (const name of names) {
    const field = fieldOfName(name);
    if (field?.name.endsWith("addr") && field.exact) own += 1;
    if (field) fields.add(field.name);
    else if (isTimeName(name)) timed = true;
    else if (AGGREGATE.test(name.trim())) totals = true;
  }
  if (fields.has("start") || fields.has("end")) timed = true;
  const pair =
    (fields.has("srcaddr") && fields.has("dstaddr")) || (fields.has("pkt-srcaddr") && fields.has("pkt-dstaddr"));
  const one = pair || fields.has("srcaddr") || fields.has("dstaddr");
  // Alerts and other clouds' logs have addresses and ports as well, by other names.
  if (own === 0 && !FLOW_FIELDS.some((name) => fields.has(name))) return false;
  if (totals) return pair && timed && fields.size >= 8;
  return (pair && timed && fields.size >= 3) || (pair && fields.size >= 5) || (one && timed && fields.size >= 4);
}

/** Do these names speak of network traffic at all? */
export function hasTrafficName(names: readonly string[]): boolean {
  const fields = names.map((name) => fieldOfName(name)?.name).filter((name) => name !== undefined);
  const totals = names.some((name) => AGGREGATE.test(name.trim()));
  return fields.some((name) => (totals && name !== "type" && name !== "region") || TRAFFIC.test(name));
}

const TRAFFIC = /addr$|port$|^bytes$|^packets$|^interface-id$/;
